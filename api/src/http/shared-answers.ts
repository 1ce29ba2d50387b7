/**
 * Answers questions that many ask at once: while one answer is worked out, all who ask the same wait for one more,
 * together. Nobody gets an answer that was begun before they asked, so that whoever changed something sees it.
 */
export class SharedAnswers<Answer> {
  readonly #underway = new Map<string, { answer: Promise<Answer>; next: Promise<Answer> | undefined }>();

  ask(question: string, workOut: () => Promise<Answer>): Promise<Answer> {
    const current = this.#underway.get(question);
    if (!current) return this.#begin(question, workOut);
    return (current.next ??= current.answer.then(
      () => this.#begin(question, workOut),
      () => this.#begin(question, workOut),
    ));
  }

  #begin(question: string, workOut: () => Promise<Answer>): Promise<Answer> {
    const answer = workOut();
    const entry = { answer, next: undefined };
    this.#underway.set(question, entry);
    const end = () => {
      if (this.#underway.get(question) === entry && !entry.next) this.#underway.delete(question);
    };
    answer.then(end, end);
    return answer;
  }
}
