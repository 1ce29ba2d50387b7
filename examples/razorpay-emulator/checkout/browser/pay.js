// @ts-check
// The page in the frame. It learns the options from the page around it, and tells it how the payment went.

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
const [card, content, confirm, methods, vpa] = ["card", "content", "confirm", "methods", "vpa"].map(at);

/** Who opened the frame. Nobody else is listened to, and nobody else hears. */
const pageOrigin = decodeURIComponent(location.hash.slice(1));
// A page without an origin of its own, such as a file, can only be told by "everybody".
const tell = (message) => parent.postMessage(message, pageOrigin === "null" ? "*" : pageOrigin);

let opened = { options: /** @type {any} */ ({}), escape: true, confirmClose: false };
/** Whether closing loses something that the customer may want to keep. */
let isOver = false;
let isBusy = false;
let amountText = "";

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || origin !== pageOrigin) return;
  if (data.type === "open") void start(data);
  if (data.type === "ask-close") askToClose();
});

async function start(message) {
  opened = message;
  const { name, description, image, prefill, theme, timeout, key, order_id } = opened.options;
  paint(theme?.color);
  at("description").textContent = description ?? "";
  if (prefill?.vpa) vpa.value = prefill.vpa;
  at("customer").textContent = [prefill?.name, prefill?.email, prefill?.contact].filter(Boolean).join(" · ");
  if (timeout > 0) countDown(Date.now() + timeout * 1000);
  card.focus();

  const order = await ask(`order?${new URLSearchParams({ key: key ?? "", order_id: order_id ?? "" })}`);
  const merchant = name || order.merchant || "Payment";
  at("merchant").textContent = merchant;
  showLogo(image, merchant);
  if (order.error) return stop(order.error.description);
  const { amount, currency, fractionDigits, status } = order;
  const format = { style: "currency", currency, minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits };
  amountText = new Intl.NumberFormat("en-IN", /** @type {Intl.NumberFormatOptions} */ (format)).format(amount / 10 ** fractionDigits);
  at("amount").textContent = amountText;
  at("pay-label").textContent = `Pay ${amountText}`;
  if (status === "paid") return stop("This order has been paid already.");
  methods.hidden = false;
}

async function pay(choice) {
  if (isBusy) return;
  setBusy(true);
  const { key, order_id, prefill, description } = opened.options;
  const { email, contact } = prefill ?? {};
  const answer = await ask("pay", { key, order_id, email, contact, description, ...choice });
  setBusy(false);
  if (answer.outcome === "success") {
    isOver = true;
    tell({ type: "paid", proof: answer.proof });
  } else if (answer.outcome === "dropped") {
    isOver = true;
    methods.hidden = true;
    at("dropped").hidden = false;
    at("leave-dropped").focus();
  } else if (answer.error?.field === "vpa") {
    complainAboutVpa(answer.error.description);
  } else if (answer.outcome === "failed") {
    warn(`Payment failed. ${answer.error.description}`);
    tell({ type: "failed", error: answer.error });
  } else warn(answer.error.description);
}

/** Asks the emulator; whatever goes wrong on the way is an error like one that it answers. */
async function ask(path, body) {
  try {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return await (await fetch(path, init)).json();
  } catch {
    return { error: { description: "The emulator can't be reached. Is it still running?" } };
  }
}

function setBusy(busy) {
  isBusy = busy;
  methods.inert = busy;
  card.setAttribute("aria-busy", String(busy));
  at("status").textContent = busy ? "Processing the payment" : "";
  if (busy) {
    at("alert").hidden = true;
    complainAboutVpa("");
  } else if (!card.contains(document.activeElement)) card.focus();
}

function warn(text) {
  at("alert").hidden = false;
  at("alert").textContent = text;
}

function stop(text) {
  isOver = true;
  warn(text);
}

function complainAboutVpa(text) {
  at("vpa-error").textContent = text;
  if (!text) return vpa.removeAttribute("aria-invalid");
  vpa.setAttribute("aria-invalid", "true");
  vpa.focus();
}

function askToClose() {
  if (isOver || !(opened.confirmClose || isBusy)) return tell({ type: "close" });
  if (!confirm.hidden) return keepPaying();
  at("confirm-text").textContent = isBusy ? "The payment is under way and may still go through." : "Nothing has been paid yet.";
  confirm.hidden = false;
  content.inert = true;
  at("stay").focus();
}

function keepPaying() {
  confirm.hidden = true;
  content.inert = false;
  at("close").focus();
}

function countDown(end) {
  const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  at("remaining").textContent = `Closes in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (seconds > 0) setTimeout(() => countDown(end), 1000);
}

function showLogo(image, merchant) {
  const logo = at("logo");
  logo.textContent = [...merchant][0]?.toUpperCase() ?? "";
  if (typeof image !== "string" || !image) return;
  const picture = Object.assign(new Image(), { src: new URL(image, pageOrigin === "null" ? undefined : pageOrigin).href, alt: "" });
  // Until it is there, and where it never comes, the initial stands.
  picture.onload = () => logo.replaceChildren(picture);
}

/** The merchant's colour, with black or white on it, whichever can be read. */
function paint(color) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? "");
  if (!hex) return;
  const [red, green, blue] = hex.slice(1).map((part) => (parseInt(part, 16) / 255) ** 2.2);
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  card.style.setProperty("--brand", color);
  card.style.setProperty("--on-brand", luminance > 0.179 ? "#10151f" : "#fff");
}

/** Tab stays in the card: the page around the frame is covered, but not out of reach. */
function keepFocus(event) {
  const all = [...card.querySelectorAll("button, input")].filter((element) => !element.closest("[inert], [hidden]"));
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge && document.activeElement !== card) return;
  if (document.activeElement === card && !event.shiftKey) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}

addEventListener("keydown", (event) => {
  if (event.key === "Tab") keepFocus(event);
  if (event.key === "Escape" && opened.escape) askToClose();
});
at("upi").addEventListener("submit", (event) => {
  event.preventDefault();
  void pay({ vpa: vpa.value.trim() });
});
for (const outcome of ["success", "failure"]) at(outcome).addEventListener("click", () => pay({ outcome }));
for (const id of ["close"]) at(id).addEventListener("click", askToClose);
for (const id of ["leave", "leave-dropped"]) at(id).addEventListener("click", () => tell({ type: "close" }));
at("stay").addEventListener("click", keepPaying);
tell({ type: "ready" });
