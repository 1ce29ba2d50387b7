/** In a browser this address has the SDK in one file; on the server, and in tests, it is the package. */
export * from "@holdfast/sdk";
