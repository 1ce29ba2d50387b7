// On the site, scripts are served from /scripts and the SDK from /sdk beside it; its types are the package's.
declare module "*/sdk/holdfast.js" {
  export * from "@holdfast/sdk";
}
