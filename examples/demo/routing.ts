/** What an app answers requests with; `env` carries the socket that a request came by. */
export type Fetch<Env> = (request: Request, env: Env) => Response | Promise<Response>;

const API_PATHS = /^\/(?:v1(?:\/|$)|(?:healthz|readyz|metrics)$)/;
const PAYMENT_PATHS = /^\/razorpay(?:\/|$)/;

/** One port for three apps that know nothing of each other: each keeps its own headers and its own "not found". */
export function byPath<Env>(apps: { api: Fetch<Env>; payments: Fetch<Env>; site: Fetch<Env> }): Fetch<Env> {
  return (request, env) => {
    const { pathname } = new URL(request.url);
    if (API_PATHS.test(pathname)) return apps.api(request, env);
    if (PAYMENT_PATHS.test(pathname)) return apps.payments(request, env);
    return apps.site(request, env);
  };
}
