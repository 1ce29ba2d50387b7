import { html, nothing } from "lit";
import { formatSpan } from "../../parts/time.js";
import { hrefOf, router } from "../../router.js";
import { blockSpan, openBlock } from "./blocked.js";
import { openSession } from "./session-dialog.js";
import { isClass, type Session, titleOf } from "./sessions.js";

const countdown = ({ holds: [hold] }: Session) => hold && html`<hf-countdown .seconds=${hold.expiresInSeconds} .readAt=${hold.readAt}></hf-countdown>`;

const places = ({ taken, capacity }: Session) => `${taken} of ${capacity}`;

/** What the block has no room for, for those who hear it or point at it. */
function moreOf(session: Session, zone: string): string {
  const [booking] = session.bookings;
  const state = isClass(session) ? `${places(session)} places taken` : booking?.status === "cancelled" ? "cancelled" : booking ? "" : session.holds.length > 0 ? "held by a customer" : "free";
  return [session.name, formatSpan(session.start, session.end, zone), session.resources.map(({ name }) => name).join(" and "), state].filter(Boolean).join(", ");
}

/** What the block of a session is: a link to its booking or hold, or where there are several, to their list. */
export function block(session: Session, zone: string, { colour, line }: { colour: number; line: unknown }) {
  if (session.busyElsewhere) return busyOf(session, zone);
  if (session.blocked) return blockedOf(session, session.blocked, zone);
  const [booking] = session.bookings;
  const [hold] = session.holds;
  const single = !isClass(session);
  const more = moreOf(session, zone);
  const look = `block c${colour} ${!booking && hold ? "is-held" : ""} ${booking?.status === "cancelled" ? "is-cancelled" : ""} ${!booking && !hold ? "is-free" : ""}`;
  const content = html`<span class="block-title">${titleOf(session)}</span><span class="block-line">${line}</span><span class="visually-hidden">, ${more}</span>`;
  const end = single ? (!booking && hold ? countdown(session) : nothing) : html`<span class="block-count number">${session.taken}/${session.capacity}</span>`;
  if (single && (booking || hold))
    return html`<a class=${look} href=${router.with(booking ? { booking: booking.id } : { hold: hold!.id })} title=${more}>${content}${end}</a>`;
  return html`<button class=${look} type="button" aria-haspopup="dialog" title=${more} @click=${() => openSession(session, zone)}>${content}${end}</button>`;
}

/** Time that a calendar elsewhere keeps. */
function busyOf({ resources, start, end }: Session, zone: string) {
  const [{ name, id } = { name: "", id: "" }] = resources;
  return html`<a class="block is-blocked" href=${hrefOf(`/resources/${id}`)} title=${`Busy elsewhere, ${name}, ${blockSpan({ start, end }, zone)}`}>
    <span class="block-title">Busy elsewhere</span><span class="block-line">${name}</span><span class="visually-hidden">, ${blockSpan({ start, end }, zone)}</span></a>`;
}

/** Time that is taken out of use, with whose it is: a block has no customer to be told apart by. */
function blockedOf({ resources }: Session, blocked: NonNullable<Session["blocked"]>, zone: string) {
  const [{ name } = { name: "" }] = resources;
  return html`<button class="block is-blocked" type="button" aria-haspopup="dialog" title=${`Blocked, ${name}, ${blockSpan(blocked, zone)}`} @click=${() => openBlock(blocked, name, zone)}>
    <span class="block-title">${blocked.reason ?? "Blocked"}</span><span class="block-line">${name}</span><span class="visually-hidden">, ${blocked.reason ? "blocked, " : ""}${blockSpan(blocked, zone)}</span></button>`;
}
