/** Something took longer than it was given. */
export class Late extends Error {
  override readonly name = "Late";
}

/** What the promise gives. The work goes on where it takes too long; only the waiting ends. @throws {Late} */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
