import type { SessionHost } from "./checkout/host.js";
import type { BookingSession } from "./checkout/session.js";
import { failureOf, type Failure } from "./failure.js";
import type { ShownSlot } from "./model.js";

/** What comes after choosing, and its looks. */
export interface Steps {
  readonly BookingSession: new (host: SessionHost) => BookingSession;
  readonly checkoutStyles: string;
}

/** Where the later steps come from, and who wears their styles. */
export interface StepsHost {
  loadSteps(): Promise<Steps>;
  adopt(styles: string): void;
}

/** Everything after choosing, which loads when the customer comes near. */
export class Later {
  session: BookingSession | undefined;
  /** Why it could not be loaded. */
  failure: Failure | null = null;
  /** The start that was chosen while it was still loading. */
  opening: string | null = null;
  #loading: Promise<BookingSession> | undefined;

  constructor(private readonly host: SessionHost & StepsHost) {}

  /** Loads, once. A failure is forgotten, so that the next approach tries again. */
  load(): Promise<BookingSession> {
    this.#loading ??= this.host
      .loadSteps()
      .then(({ BookingSession, checkoutStyles }) => {
        this.host.adopt(checkoutStyles);
        this.host.requestUpdate();
        return (this.session = new BookingSession(this.host));
      })
      .catch((error: unknown) => {
        this.#loading = undefined;
        throw error;
      });
    return this.#loading;
  }

  /** Begins to load; whether it works is told when a slot is chosen. */
  readonly warmUp = (): void => {
    this.load().catch(() => undefined);
  };

  /** Goes on with what an earlier visit began to pay. */
  recall(): void {
    this.load().then((session) => session.recall()).catch(() => undefined);
  }

  /** Holds a slot. */
  async choose(slot: ShownSlot): Promise<void> {
    this.opening = slot.start;
    this.failure = null;
    this.host.requestUpdate();
    try {
      const session = await this.load();
      this.opening = null;
      void session.choose(slot);
    } catch (error) {
      this.opening = null;
      this.failure = { ...failureOf(error), kind: "unreachable" };
      this.host.requestUpdate();
    }
  }
}
