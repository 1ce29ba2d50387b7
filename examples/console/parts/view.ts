import { LitElement } from "lit";
import { session } from "../session/session.js";
import type { Tenant } from "@holdfast/sdk/server";

/**
 * A piece of the console. It renders into the page itself: one set of style sheets, labels that reach their fields, and
 * a form's Enter key work without further ado.
 */
export class View extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The signed-in owner's business. */
  protected get tenant(): Tenant {
    return session.current!.tenant;
  }

  /** Where the business is: the zone that every time is shown in. */
  protected get zone(): string {
    return this.tenant.timeZone;
  }
}
