/** Where an error comes from, in Razorpay's words. */
export interface ErrorDetails {
  field?: string;
  source?: string;
  step?: string;
  reason?: string;
  metadata?: Record<string, string>;
}

/** The body of every answer that is not a success. */
export interface ErrorBody {
  error: { code: string; description: string; source: string; step: string; reason: string; metadata: Record<string, string>; field?: string };
}

/** A request that the API refuses; the route turns it into an answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: "BAD_REQUEST_ERROR" | "GATEWAY_ERROR" | "SERVER_ERROR",
    description: string,
    readonly details: ErrorDetails = {},
  ) {
    super(description);
  }

  /** As sent: what is not known reads "NA", as at Razorpay. */
  get body(): ErrorBody {
    const { field, source = "NA", step = "NA", reason = "NA", metadata = {} } = this.details;
    return { error: { code: this.code, description: this.message, source, step, reason, metadata, ...(field && { field }) } };
  }
}

export const badRequest = (description: string, details?: ErrorDetails) => new ApiError(400, "BAD_REQUEST_ERROR", description, details);

/** Input that breaks a rule of one field. */
export const invalidField = (field: string, description: string) =>
  badRequest(description, { field, source: "business", step: "payment_initiation", reason: "input_validation_failed" });

/** The same for an id that never was and for another merchant's: neither can be told from the other. */
export const unknownId = () => badRequest("The id provided does not exist", { source: "business", step: "payment_initiation", reason: "input_validation_failed" });

export const unauthenticated = () => new ApiError(401, "BAD_REQUEST_ERROR", "Authentication failed");

export const conflict = (description: string) => new ApiError(409, "BAD_REQUEST_ERROR", description);

export const tooManyRequests = () => new ApiError(429, "BAD_REQUEST_ERROR", "Request failed. Please try after sometime.");

export const serverError = (status: number) =>
  new ApiError(status, "SERVER_ERROR", "We are facing some trouble completing your request at the moment. Please try again shortly.");
