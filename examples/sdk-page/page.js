// A booking page of your own, in four steps: choose, hold, pay, booked. It needs nothing but the SDK.
import { createClient, fractionDigits, HoldfastError } from "./holdfast.js";

const { api, key, service: serviceId } = document.body.dataset;
const client = createClient({ baseUrl: api, key });
const el = (id) => document.getElementById(id);

let hold;

// 1. Choose: a service, and what is free of it in the coming week, in the zone of the place one goes to.

const service = await client.services.get(serviceId);
const { timeZone } = service;
el("service-name").textContent = service.name;
el("choose-title").textContent = `Choose a time (${timeZone})`;
el("questions").replaceChildren(...service.questions.map(questionField));
await showTimes();

async function showTimes() {
  const availability = await client.availability.get({ serviceId, from: localDate(0), to: localDate(6), timeZone });
  const days = availability.days.filter((day) => day.slots.length > 0);
  el("days").replaceChildren(...days.flatMap(dayOf));
  if (days.length === 0) say(availability.nextAvailable ? `The next free time is on ${dateOf(availability.nextAvailable)}.` : "Nothing is free.");
  show("choose");
}

function dayOf({ date, slots }) {
  const list = element("ul", { className: "times" });
  for (const slot of slots) {
    const button = element("button", { type: "button", textContent: slot.localTime });
    button.addEventListener("click", () => choose(slot));
    list.append(element("li", {}, button));
  }
  return [element("h3", { textContent: dateOf(`${date}T00:00:00Z`, "UTC") }), list];
}

// 2. Hold: from here on nobody else can take the slot, for as long as the countdown tells.

async function choose(slot) {
  try {
    hold = await client.holds.create({ serviceId, start: slot.start });
  } catch (error) {
    // Somebody was faster: what is free now is shown again.
    if (error instanceof HoldfastError && error.code === "slot_unavailable") await showTimes();
    return say(sentenceOf(error));
  }
  say("");
  el("held-title").textContent = `${dateOf(hold.start)}, ${timeOf(hold.start)}`;
  el("book").textContent = hold.price.amount === 0 ? "Book" : `Pay ${money(hold.price)}`;
  el("more-time").hidden = hold.extensionsLeft === 0;
  show("held");
  el("held-title").focus();
  tick();
}

// `remainingMs` counts on the server's clock, so that a wrong clock on this device does no harm.
function tick() {
  if (!hold) return;
  const seconds = Math.ceil(hold.remainingMs() / 1000);
  el("countdown").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (seconds > 0) return void setTimeout(tick, 250);
  if (hold.status === "confirmed") return;
  hold = undefined;
  say("The time is free for everybody again. Choose it again, or another one; what you typed is still here.");
  void showTimes();
}

el("more-time").addEventListener("click", async () => {
  try {
    await hold.extend();
    el("more-time").hidden = hold.extensionsLeft === 0;
  } catch (error) {
    say(sentenceOf(error));
  }
});

el("give-up").addEventListener("click", async () => {
  const given = hold;
  hold = undefined;
  await given?.release().catch(() => {});
  await showTimes();
});

// Who leaves gives the slot back at once; `keepalive` lets the request outlive the page.
addEventListener("pagehide", () => void hold?.release({ keepalive: true }).catch(() => {}));

// 3. Pay: free services are booked by checkout itself, the others once Razorpay has the money.

el("details").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, email, ...answers } = Object.fromEntries(new FormData(event.target));
  for (const question of service.questions) {
    if (question.type === "checkbox") answers[question.id] = question.id in answers;
    else if (!answers[question.id]) delete answers[question.id];
  }
  el("book").disabled = true;
  // Kept here too: who pays at the last second is confirmed even where the countdown has ended meanwhile.
  const held = hold;
  try {
    const result = await held.checkout({ customer: { name, email }, answers });
    if (result.status === "confirmed") return showBooked(result.booking);
    const paid = await pay(result.payment, { name, email });
    if (!paid) return say("Nothing was paid. The time is still yours until the countdown ends.");
    showBooked(await held.confirm(paid));
  } catch (error) {
    say(sentenceOf(error));
  } finally {
    el("book").disabled = false;
  }
});

/** Opens Razorpay's checkout. Gives what `hold.confirm` wants, or nothing where the customer closed it. */
async function pay({ keyId, orderId, amount, currency, scriptUrl }, prefill) {
  await loadScript(scriptUrl);
  return new Promise((resolve) => {
    const checkout = new window.Razorpay({
      key: keyId,
      order_id: orderId,
      amount,
      currency,
      name: service.name,
      prefill,
      handler: (answer) =>
        resolve({
          razorpayPaymentId: answer.razorpay_payment_id,
          razorpayOrderId: answer.razorpay_order_id,
          razorpaySignature: answer.razorpay_signature,
        }),
      modal: { ondismiss: () => resolve(undefined) },
    });
    checkout.open();
  });
}

function loadScript(url) {
  if (window.Razorpay) return Promise.resolve();
  // Where a page demands trusted types, an address of a script has to come from a policy that the page allows.
  const policy = window.trustedTypes?.createPolicy("holdfast", { createScriptURL: (address) => address });
  return new Promise((resolve, reject) => {
    const script = element("script", { src: policy ? policy.createScriptURL(url) : url });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("The payment page could not be loaded.")));
    document.head.append(script);
  });
}

// 4. Booked.

function showBooked(booking) {
  hold = undefined;
  say("");
  el("booked-text").textContent = `${booking.service.name} on ${dateOf(booking.start)} at ${timeOf(booking.start)}. Your reference is ${booking.reference}; a mail is on its way to ${booking.customer.email}.`;
  el("calendar").href = client.bookings.calendarUrl(booking);
  show("booked");
  el("booked-title").focus();
}

// The rest is the page's own: small things about text and elements.

function questionField({ id, label, type, required, options = [] }) {
  if (type === "checkbox") return element("label", {}, element("input", { type, name: id }), element("span", { textContent: label }));
  const input = element(type === "select" ? "select" : type === "paragraph" ? "textarea" : "input", { name: id, required });
  if (type === "select") input.append(new Option("Please choose", ""), ...options.map((option) => new Option(option)));
  return element("label", {}, label, input);
}

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function show(step) {
  for (const id of ["choose", "held", "booked"]) el(id).hidden = id !== step;
}

function say(text) {
  el("status").textContent = text;
}

function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

function localDate(daysFromNow) {
  // The Canadian form of a date is ISO's, which the API takes.
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(Date.now() + daysFromNow * 86_400_000);
}

function dateOf(instant, zone = timeZone) {
  return new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(new Date(instant));
}

function timeOf(instant) {
  return new Intl.DateTimeFormat("en", { timeStyle: "short", timeZone }).format(new Date(instant));
}

function money({ amount, currency }) {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits }).format(amount / 10 ** digits);
}
