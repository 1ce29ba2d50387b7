/** English for what every element says. What one of them says comes with it. */
export const en = {
  free: "Free",
  retry: "Try again",
  retryIn: "Try again in {n} s",
  offline: "You are offline",
  unreachable: "The booking service can’t be reached",
  busy: "Many people are booking right now",
  limit: "You hold several times already. Finish one of them first.",
  server: "The booking service has a problem. It is not your fault.",
  unknown: "Something went wrong",
  unavailable: "Online booking is not available right now. Please contact us directly.",
  forOwner: "For the owner of this page",
} as const;
