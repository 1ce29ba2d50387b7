import type { PaymentProof, PaymentRequest } from "../model.js";

/** How the modal ended. */
export type ModalOutcome =
  | { readonly kind: "paid"; readonly proof: PaymentProof }
  | { readonly kind: "dismissed" }
  /** Closed after an attempt that failed. */
  | { readonly kind: "failed" };

/** What the modal shows and knows beforehand. */
export interface ModalOptions {
  readonly payment: PaymentRequest;
  readonly businessOrService: string;
  readonly description: string;
  readonly customer: { readonly name: string; readonly email: string; readonly phone?: string };
  /** Closes the modal when the hold ends, in seconds. */
  readonly timeoutSeconds: number;
  /** `#rrggbb` */
  readonly color: string | undefined;
  /** An attempt failed; the modal stays open for another. */
  readonly onFailedAttempt: () => void;
}

interface RazorpayCheckout {
  open(): void;
  on(event: "payment.failed", listener: () => void): void;
}

interface RazorpayAnswer {
  readonly razorpay_payment_id: string;
  readonly razorpay_order_id: string;
  readonly razorpay_signature: string;
}

interface ScriptLoader {
  load(url: string): Promise<void>;
}

interface TrustedScriptUrls {
  createScriptURL(url: string): string;
}

interface Page {
  readonly Razorpay?: new (options: object) => RazorpayCheckout;
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedScriptUrls;
  };
}

const page = globalThis as Page;
// One loader for all copies of this module on a page: a policy's name may be given only once.
const LOADER = Symbol.for("holdfast.script-loader");

/** Scripts come over TLS, or from this machine while developing. */
function checkedUrl(text: string): string {
  const url = new URL(text, location.href);
  if (url.protocol === "https:" || url.origin === location.origin || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
    return url.href;
  throw new TypeError(`Refused to load a script from ${url.origin}.`);
}

function createLoader(): ScriptLoader {
  const loading = new Map<string, Promise<void>>();
  const policy = page.trustedTypes?.createPolicy("holdfast", { createScriptURL: checkedUrl }) ?? {
    createScriptURL: checkedUrl,
  };
  return {
    load(url) {
      let promise = loading.get(url);
      if (!promise) {
        promise = new Promise<void>((resolve, reject) => {
          const script = document.createElement("script");
          script.src = policy.createScriptURL(url);
          script.async = true;
          script.onload = () => resolve();
          script.onerror = () => {
            script.remove();
            reject(new Error("The payment script did not load."));
          };
          document.head.append(script);
        });
        // Forgotten, so that the next click tries again.
        promise.catch(() => loading.delete(url));
        loading.set(url, promise);
      }
      return promise;
    },
  };
}

function scriptLoader(): ScriptLoader {
  const shared = globalThis as { [LOADER]?: ScriptLoader };
  return (shared[LOADER] ??= createLoader());
}

/** Loads Razorpay's checkout, once per page. @throws where it can't be loaded */
export async function loadRazorpay(scriptUrl: string): Promise<void> {
  if (!page.Razorpay) await scriptLoader().load(scriptUrl);
  if (!page.Razorpay) throw new Error("The payment script did not define Razorpay.");
}

/** Opens the modal on top of the page; resolves when it is closed, whatever came of it. */
export function openRazorpay(options: ModalOptions): Promise<ModalOutcome> {
  const { payment, customer } = options;
  return new Promise((resolve, reject) => {
    const { Razorpay } = page;
    if (!Razorpay) return reject(new Error("Razorpay is not loaded."));
    let failed = false;
    const modal = new Razorpay({
      key: payment.keyId,
      amount: payment.amount,
      currency: payment.currency,
      order_id: payment.orderId,
      name: options.businessOrService,
      description: options.description,
      prefill: { name: customer.name, email: customer.email, contact: customer.phone },
      theme: options.color ? { color: options.color } : {},
      timeout: options.timeoutSeconds,
      modal: {
        confirm_close: true,
        ondismiss: () => resolve({ kind: failed ? "failed" : "dismissed" }),
      },
      handler: (answer: RazorpayAnswer) =>
        resolve({
          kind: "paid",
          proof: {
            razorpayPaymentId: answer.razorpay_payment_id,
            razorpayOrderId: answer.razorpay_order_id,
            razorpaySignature: answer.razorpay_signature,
          },
        }),
    });
    modal.on("payment.failed", () => {
      failed = true;
      options.onFailedAttempt();
    });
    modal.open();
  });
}
