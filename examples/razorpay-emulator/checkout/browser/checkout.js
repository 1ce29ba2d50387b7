// @ts-check
// Stands in for https://checkout.razorpay.com/v1/checkout.js. It runs on the merchant's page, under that page's policy:
// no markup from strings, no style attributes, no inline script.
(() => {
  "use strict";

  /**
   * @typedef {object} Options
   * @property {string} key
   * @property {string} order_id
   * @property {number | string} [amount]
   * @property {string} [currency]
   * @property {string} [name]
   * @property {string} [description]
   * @property {string} [image]
   * @property {{name?: string, email?: string, contact?: string}} [prefill]
   * @property {Record<string, string>} [notes]
   * @property {{color?: string, backdrop_color?: string}} [theme]
   * @property {{ondismiss?: (reason?: string) => void, escape?: boolean, confirm_close?: boolean}} [modal]
   * @property {(proof: Proof) => void} [handler]
   * @property {number} [timeout] seconds
   * @property {boolean | {enabled?: boolean, max_count?: number}} [retry]
   * @property {string} [callback_url]
   * @property {boolean} [redirect]
   *
   * @typedef {{razorpay_payment_id: string, razorpay_order_id: string, razorpay_signature: string}} Proof
   * @typedef {{code: string, description: string, source: string, step: string, reason: string, metadata: Record<string, string>}} Failure
   * @typedef {(event: {error: Failure}) => void} Listener
   */

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  // Wherever the emulator is mounted, its page is beside this script.
  const pageUrl = new URL("checkout/pay", script?.src || location.href);

  /** @param {HTMLElement} element @param {Record<string, string>} styles */
  const setStyles = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
  };

  /** The element with the focus, also inside open shadow roots. */
  const focusedElement = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };

  /** How often the customer may try; null for as often as they like. @param {Options["retry"]} retry */
  const attemptsOf = (retry) => {
    if (retry === false) return 1;
    if (typeof retry !== "object") return null;
    if (retry.enabled === false) return 1;
    return retry.max_count === undefined ? null : 1 + retry.max_count;
  };

  /** What the page in the frame needs to know: functions can't be sent to it. @param {Options} options */
  const forFrame = ({ key, order_id, name, description, image, prefill, theme, modal, timeout, retry }) => ({
    key,
    orderId: order_id,
    name,
    description,
    image: image === undefined ? undefined : new URL(image, location.href).href,
    email: prefill?.email,
    contact: prefill?.contact,
    color: theme?.color,
    escape: modal?.escape !== false,
    confirmClose: modal?.confirm_close === true,
    timeout,
    attempts: attemptsOf(retry),
  });

  /** Leaves for another address with a POST, as the checkout does with `callback_url`. @param {string} url @param {Record<string, string>} fields */
  const leaveFor = (url, fields) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  };

  /** The frame with the payment page, above everything else. @param {string} backdrop */
  const createFrame = (backdrop) => {
    const container = document.createElement("div");
    container.className = "razorpay-container";
    container.setAttribute("role", "dialog");
    container.setAttribute("aria-modal", "true");
    container.setAttribute("aria-label", "Payment, test mode");
    setStyles(container, { position: "fixed", inset: "0", "z-index": "2147483647", background: backdrop });
    const frame = document.createElement("iframe");
    frame.className = "razorpay-checkout-frame";
    frame.title = "Test checkout";
    // Where the schemes of a frame and of its page differ, browsers paint an opaque ground behind the page.
    setStyles(frame, { display: "block", width: "100%", height: "100%", border: "0", "color-scheme": "light" });
    const url = new URL(pageUrl);
    // A page opened from a file has no origin that a message could be addressed to.
    url.hash = new URLSearchParams({ origin: location.origin === "null" ? "*" : location.origin }).toString();
    frame.src = url.href;
    container.append(frame);
    return { container, frame };
  };

  /**
   * Shows the modal until it is closed. `emit` is told of failed attempts.
   * @param {Options} options @param {(error: Failure) => void} emit @param {() => void} onClosed
   */
  const openModal = (options, emit, onClosed) => {
    const { container, frame } = createFrame(options.theme?.backdrop_color || "rgba(12, 17, 29, 0.64)");
    const openedFrom = focusedElement();
    const { overflow } = document.body.style;
    // What is behind can't be reached by keyboard or reading cursor until the modal is gone.
    const behind = [...document.body.children].filter((element) => element instanceof HTMLElement).filter((element) => !element.inert);
    /** @type {number | undefined} */
    let timer;

    const close = () => {
      window.clearTimeout(timer);
      window.removeEventListener("message", onMessage);
      window.removeEventListener("keydown", onKey, true);
      for (const element of behind) element.inert = false;
      document.body.style.overflow = overflow;
      container.remove();
      if (openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
      onClosed();
    };
    /** @param {"timeout"} [reason] */
    const dismiss = (reason) => {
      close();
      options.modal?.ondismiss?.(reason);
    };
    /** @param {Proof} proof */
    const succeed = (proof) => {
      close();
      if (options.callback_url && (options.redirect || !options.handler)) leaveFor(options.callback_url, { ...proof });
      else options.handler?.(proof);
    };
    /** @param {Failure} error */
    const fail = (error) => {
      if (!options.callback_url || !options.redirect) return emit(error);
      close();
      const { metadata, ...rest } = error;
      const fields = Object.entries({ ...rest, metadata: JSON.stringify(metadata) });
      leaveFor(options.callback_url, Object.fromEntries(fields.map(([name, value]) => [`error[${name}]`, value])));
    };
    /** @param {object} message */
    const tellFrame = (message) => frame.contentWindow?.postMessage(message, pageUrl.origin);
    /** @param {MessageEvent} event */
    const onMessage = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== pageUrl.origin) return;
      if (data?.type === "ready") tellFrame({ type: "open", options: forFrame(options) });
      else if (data?.type === "success") succeed(data.proof);
      else if (data?.type === "failed") fail(data.error);
      else if (data?.type === "dismiss") dismiss();
    };
    /** Escape while the frame has no focus; with it, its page hears the key. @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      tellFrame({ type: "escape" });
    };

    window.addEventListener("message", onMessage);
    window.addEventListener("keydown", onKey, true);
    frame.addEventListener("load", () => frame.focus());
    for (const element of behind) element.inert = true;
    document.body.style.overflow = "hidden";
    document.body.append(container);
    if (options.timeout) timer = window.setTimeout(() => dismiss("timeout"), options.timeout * 1000);
    return { dismiss: () => dismiss() };
  };

  /** @param {Options} options */
  const createCheckout = (options) => {
    if (!options?.key) throw new Error("No key passed");
    if (options.key.startsWith("rzp_live_")) throw new Error("This is the emulator: it takes no live keys.");
    if (!options.order_id) throw new Error("No order_id passed: the emulator only knows payments of orders.");
    /** @type {Map<string, Set<Listener>>} */
    const listeners = new Map();
    /** @type {{dismiss: () => void} | undefined} */
    let modal;
    return {
      open() {
        modal ??= openModal(
          options,
          (error) => listeners.get("payment.failed")?.forEach((listener) => listener({ error })),
          () => (modal = undefined),
        );
      },
      close: () => modal?.dismiss(),
      /** @param {string} event @param {Listener} listener */
      on: (event, listener) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
      /** @param {string} event @param {Listener} listener */
      off: (event, listener) => void listeners.get(event)?.delete(listener),
    };
  };

  // A function that returns an object gives it with `new` and without.
  /** @param {Options} options */
  function Razorpay(options) {
    return createCheckout(options);
  }
  /** @param {Options} options */
  Razorpay.open = (options) => {
    const checkout = createCheckout(options);
    checkout.open();
    return checkout;
  };
  Object.assign(window, { Razorpay });
})();
