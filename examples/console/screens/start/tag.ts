import { apiOrigin } from "../../session/connection.js";

/** What the owner pastes into a page. */
export const tagOf = (publishableKey: string, serviceId: string): string =>
  `<script type="module" src="${apiOrigin}/widget/booking-widget.js"></script>

<booking-widget publishable-key="${publishableKey}" service="${serviceId}"></booking-widget>`;

/** A bare page with that tag, which books for real. */
export const previewUrl = (publishableKey: string, serviceId: string): string =>
  `${apiOrigin}/examples/tag/?${new URLSearchParams({ key: publishableKey, service: serviceId })}`;
