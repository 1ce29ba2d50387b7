import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import Razorpay from "razorpay";
import { z } from "zod";
import { GatewayError, type PaymentGateway, type ProviderCredentials, type ProviderOrder, type ProviderPayment, type ProviderRefund } from "./payment-gateway.js";

export interface RazorpayOptions {
  /** Where the API is; default is Razorpay's own host. Set it to an emulator's address for tests and demos. */
  apiUrl?: string;
  /** Default is https://checkout.razorpay.com/v1/checkout.js */
  checkoutScriptUrl?: string;
  /** How long an answer may take, in milliseconds. Default is 10,000. */
  timeoutMs?: number;
}

// The SDK's types are loose, so what comes back is parsed: only these fields are relied on.
const orderEntity = z.object({
  id: z.string(),
  amount: z.coerce.number().int(),
  currency: z.string(),
  status: z.enum(["created", "attempted", "paid"]),
  receipt: z.string().nullish(),
});
const paymentEntity = z.object({
  id: z.string(),
  order_id: z.string().nullish(),
  amount: z.coerce.number().int(),
  currency: z.string(),
  status: z.enum(["created", "authorized", "captured", "refunded", "failed"]),
  captured: z.boolean().nullish(),
  amount_refunded: z.coerce.number().int().nullish(),
  error_description: z.string().nullish(),
});
const refundEntity = z.object({
  id: z.string(),
  amount: z.coerce.number().int(),
  status: z.enum(["pending", "processed", "failed"]),
  receipt: z.string().nullish(),
});
const collectionOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

const toOrder = (entity: z.output<typeof orderEntity>): ProviderOrder => ({
  id: entity.id,
  amountMinor: entity.amount,
  currency: entity.currency,
  status: entity.status,
  receipt: entity.receipt ?? null,
});
const toPayment = (entity: z.output<typeof paymentEntity>): ProviderPayment => ({
  id: entity.id,
  orderId: entity.order_id ?? null,
  amountMinor: entity.amount,
  currency: entity.currency,
  status: entity.status,
  captured: entity.captured ?? entity.status === "captured",
  refundedMinor: entity.amount_refunded ?? 0,
  errorDescription: entity.error_description ?? null,
});
const toRefund = (entity: z.output<typeof refundEntity>): ProviderRefund => ({
  id: entity.id,
  amountMinor: entity.amount,
  status: entity.status,
  receipt: entity.receipt ?? null,
});

/** What the SDK rejects with: a plain object, whose `error` is missing where the answer was not JSON. */
const rejection = z.object({
  statusCode: z.number().optional(),
  error: z.object({ code: z.string().optional(), description: z.string().optional() }).optional(),
});

function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  if (thrown instanceof z.ZodError) return new GatewayError("unreachable", "The provider's answer was not understood.", { cause: thrown });
  const { statusCode = 0, error } = rejection.safeParse(thrown).data ?? {};
  const description = error?.description ?? "No answer from the provider.";
  if (statusCode === 401) return new GatewayError("unauthorized", "The provider does not accept the keys.");
  // 409 is said while the same request is still under way: no outcome either.
  const noOutcome = statusCode === 408 || statusCode === 409 || statusCode === 429;
  if (statusCode >= 400 && statusCode < 500 && !noOutcome) return new GatewayError("refused", description);
  return new GatewayError("unreachable", description, { cause: thrown instanceof Error ? thrown : undefined });
}

/** Parses what a call answers; whatever goes wrong leaves as a {@link GatewayError}. */
async function ask<T extends z.ZodType>(schema: T, call: () => Promise<unknown>): Promise<z.output<T>> {
  try {
    return schema.parse(await call());
  } catch (thrown) {
    throw toGatewayError(thrown);
  }
}

/** The axios instance inside the SDK; not part of its types. */
interface Transport {
  defaults: { baseURL: string; timeout: number };
  interceptors: {
    request: { use(onRequest: (config: { headers: Record<string, unknown>; data?: unknown }) => unknown): void };
    response: { use(onAnswer: undefined, onError: (error: { response?: unknown; code?: string; message?: string }) => Promise<never>): void };
  };
}

function clientFor(credentials: ProviderCredentials, { apiUrl, timeoutMs = 10_000 }: RazorpayOptions): Razorpay {
  const client = new Razorpay({ key_id: credentials.keyId, key_secret: credentials.keySecret });
  const transport = (client as unknown as { api: { rq: Transport } }).api.rq;
  if (apiUrl) transport.defaults.baseURL = apiUrl;
  transport.defaults.timeout = timeoutMs;
  // Without an answer the SDK reads a status from nothing and loses the cause; give it something to read.
  transport.interceptors.response.use(undefined, (error) => {
    error.response ??= { status: 0, data: { error: { code: error.code, description: error.message } } };
    return Promise.reject(error);
  });
  // The SDK has no option for this header, so the key travels in the body until here.
  transport.interceptors.request.use((config) => {
    if (typeof config.data === "object" && config.data !== null && "holdfast_idempotency_key" in config.data) {
      const { holdfast_idempotency_key: key, ...data } = config.data;
      config.headers["X-Refund-Idempotency"] = key;
      config.data = data;
    }
    return config;
  });
  return client;
}

/** Hex HMAC-SHA256 compared in constant time; an empty secret never matches. */
export function isSignature(signed: string | Uint8Array, secret: string, signature: string): boolean {
  if (!secret || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const expected = createHmac("sha256", secret).update(signed).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}

/** Razorpay behind the gateway's interface; clients are kept per key, since each tenant has its own. */
export function createRazorpayGateway(options: RazorpayOptions = {}): PaymentGateway {
  const clients = new Map<string, Razorpay>();
  const client = (credentials: ProviderCredentials): Razorpay => {
    const key = createHash("sha256").update(`${credentials.keyId}\0${credentials.keySecret}`).digest("base64");
    let known = clients.get(key);
    if (!known) {
      if (clients.size >= 500) clients.delete(clients.keys().next().value!);
      known = clientFor(credentials, options);
      clients.set(key, known);
    }
    return known;
  };

  const findOrder = async (credentials: ProviderCredentials, receipt: string) => {
    const found = await ask(collectionOf(orderEntity), () => client(credentials).orders.all({ receipt } as never));
    return found.items.find((order) => order.receipt === receipt);
  };

  return {
    checkoutScriptUrl: options.checkoutScriptUrl ?? "https://checkout.razorpay.com/v1/checkout.js",

    async createOrder(credentials, order) {
      const request = {
        amount: order.amountMinor,
        currency: order.currency,
        receipt: order.receipt,
        notes: order.notes,
        unique_receipt: true,
        payment: {
          capture: "manual",
          capture_options: { manual_expiry_period: Math.max(12, order.captureWithinMinutes), refund_speed: "optimum" },
        },
      };
      try {
        return toOrder(await ask(orderEntity, () => client(credentials).orders.create(request as never)));
      } catch (error) {
        // An earlier call of ours that was never answered: its order is the one to use.
        const known = error instanceof GatewayError && error.kind === "refused" && /receipt/i.test(error.message)
          ? await findOrder(credentials, order.receipt)
          : undefined;
        if (!known) throw error;
        return toOrder(known);
      }
    },
    fetchPayment: async (credentials, paymentId) =>
      toPayment(await ask(paymentEntity, () => client(credentials).payments.fetch(paymentId))),
    async paymentsOfOrder(credentials, orderId) {
      const { items } = await ask(collectionOf(paymentEntity), () => client(credentials).orders.fetchPayments(orderId));
      return items.map(toPayment);
    },
    capture: async (credentials, paymentId, amountMinor, currency) =>
      toPayment(await ask(paymentEntity, () => client(credentials).payments.capture(paymentId, amountMinor, currency))),
    async refundsOf(credentials, paymentId) {
      const { items } = await ask(collectionOf(refundEntity), () => client(credentials).payments.fetchMultipleRefund(paymentId, { count: 100 }));
      return items.map(toRefund);
    },
    refund: async (credentials, paymentId, amountMinor, idempotencyKey) =>
      toRefund(
        await ask(refundEntity, () =>
          client(credentials).payments.refund(paymentId, {
            amount: amountMinor,
            speed: "normal",
            receipt: idempotencyKey,
            holdfast_idempotency_key: idempotencyKey,
          } as never),
        ),
      ),
    isCheckoutSignature: (credentials, orderId, paymentId, signature) =>
      isSignature(`${orderId}|${paymentId}`, credentials.keySecret, signature),
    isWebhookSignature: (body, secrets, signature) => secrets.some((secret) => isSignature(body, secret, signature)),
    async checkCredentials(credentials) {
      try {
        await ask(z.unknown(), () => client(credentials).orders.all({ count: 1 }));
        return true;
      } catch (error) {
        if (error instanceof GatewayError && error.kind === "unauthorized") return false;
        throw error;
      }
    },
  };
}
