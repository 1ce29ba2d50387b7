export interface GatherOptions {
  /** Most questions in one batch. Default is 100. */
  most?: number;
  /** Most batches under way at once; what comes meanwhile is the next batch. Default is 2. */
  atOnce?: number;
}

/**
 * Makes a function of many a function of one: the calls of one turn of the event loop, and those that come while
 * enough batches are under way, are answered by one call of `work`. It answers each question by itself, an Error where
 * only that one failed. Where all of `work` failed, each question is asked alone, so that none fails for its neighbours.
 */
export function gather<Question, Answer>(
  work: (questions: readonly Question[]) => Promise<readonly (Answer | Error)[]>,
  { most = 100, atOnce = 2 }: GatherOptions = {},
): (question: Question) => Promise<Answer> {
  interface Waiting {
    question: Question;
    resolve: (answer: Answer) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled || waiting.length === 0 || running >= atOnce) return;
    scheduled = true;
    setImmediate(begin);
  };
  const begin = () => {
    scheduled = false;
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    running += 1;
    void answer(batch).finally(() => {
      running -= 1;
      schedule();
    });
    schedule();
  };
  const answer = async (batch: Waiting[]) => {
    try {
      const answers = await work(batch.map(({ question }) => question));
      for (const [i, { resolve, reject }] of batch.entries()) {
        const given = answers[i];
        if (given instanceof Error) reject(given);
        else resolve(given as Answer);
      }
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else await Promise.all(batch.map((one) => answer([one])));
    }
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      schedule();
    });
}
