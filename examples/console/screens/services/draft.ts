import type { CancellationTier, CreateService, Money, Question, Service } from "@holdfast/sdk/server";

interface Pool {
  name: string;
  resourceIds: string[];
}

/** A service as its editor has it: everything is there, in the order of the form. */
export interface Draft {
  name: string;
  description: string;
  durationMinutes: number | undefined;
  price: Money;
  durations: { durationMinutes: number | undefined; price: Money }[];
  requirements: Pool[];
  capacity: number | undefined;
  bufferBeforeMinutes: number | undefined;
  bufferAfterMinutes: number | undefined;
  intervalMinutes: number | undefined;
  minNoticeMinutes: number | undefined;
  horizonDays: number | undefined;
  /** The API counts seconds. */
  holdSeconds: number | undefined;
  taxPercent: number | undefined;
  cancellation: { hoursBefore: number | undefined; refundPercent: number | undefined }[];
  questions: (Omit<Question, "options"> & { options: string })[];
  /** Empty: customers are not reminded. */
  reminderMinutes: number | undefined;
  requiresApproval: boolean;
  active: boolean;
}

export const newDraft = (currency: string): Draft => ({
  name: "", description: "", durationMinutes: 30, price: { amount: 0, currency }, durations: [], requirements: [{ name: "", resourceIds: [] }],
  capacity: 1, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, intervalMinutes: undefined, minNoticeMinutes: 0, horizonDays: 60, holdSeconds: 300,
  taxPercent: undefined, cancellation: [], questions: [], reminderMinutes: 1440, requiresApproval: false, active: true,
});

/** The API tells the first length among all of them. */
export const furtherLengths = ({ durationMinutes, durations }: Pick<Service, "durationMinutes" | "durations">): Service["durations"] =>
  durations.filter((option) => option.durationMinutes !== durationMinutes);

export const draftOf = (service: Service): Draft => ({
  name: service.name,
  description: service.description,
  durationMinutes: service.durationMinutes,
  price: { ...service.price },
  durations: furtherLengths(service).map((option) => ({ durationMinutes: option.durationMinutes, price: { ...option.price } })),
  requirements: service.requirements.map(({ name, resourceIds }) => ({ name: name ?? "", resourceIds: [...resourceIds] })),
  capacity: service.capacity,
  bufferBeforeMinutes: service.bufferBeforeMinutes,
  bufferAfterMinutes: service.bufferAfterMinutes,
  intervalMinutes: service.intervalMinutes,
  minNoticeMinutes: service.minNoticeMinutes,
  horizonDays: service.horizonDays,
  holdSeconds: service.holdSeconds,
  taxPercent: service.taxPercent ?? undefined,
  cancellation: service.cancellation.map((tier) => ({ ...tier })),
  questions: service.questions.map(({ options, ...question }) => ({ ...question, options: (options ?? []).join("\n") })),
  reminderMinutes: service.reminderMinutes ?? undefined,
  requiresApproval: service.requiresApproval,
  active: service.active,
});

/**
 * What the API is asked to keep. A number that is missing is sent as such, so that the API names its field; what has a
 * default is left out.
 */
export function inputOf(draft: Draft): CreateService {
  const { intervalMinutes, taxPercent, reminderMinutes, requirements, questions, ...rest } = draft;
  return {
    ...(rest as Omit<Draft, "intervalMinutes" | "reminderMinutes"> & { durationMinutes: number; durations: CreateService["durations"] & object; cancellation: CancellationTier[] }),
    requirements: requirements.map(({ name, resourceIds }) => ({ ...(name.trim() && { name }), resourceIds })),
    ...(intervalMinutes !== undefined && { intervalMinutes }),
    taxPercent: taxPercent ?? null,
    reminderMinutes: reminderMinutes ?? null,
    questions: questions.map(({ options, ...question }) => ({ ...question, ...(question.type === "select" && { options: linesOf(options) }) })),
  } as CreateService;
}

const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** An id for a question, of its label: what answers are kept under. Never one that is taken. */
export function questionId(label: string, taken: readonly string[]): string {
  const plain = label.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 32) || "question";
  for (let count = 1; ; count++) {
    const id = count === 1 ? plain : `${plain}_${count}`;
    if (!taken.includes(id)) return id;
  }
}
