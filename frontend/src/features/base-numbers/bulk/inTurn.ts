export type Failure = { items: readonly string[]; error: unknown };
export type Progress = { good: readonly string[]; failed: readonly Failure[] };

/**
 * Does something to groups of items, a few groups at a time, until the signal says stop. A group that fails keeps no other from
 * being done.
 *
 * @param atOnce how many groups at a time
 * @param tell called after each group
 */
export async function inTurn(
  groups: readonly (readonly string[])[],
  atOnce: number,
  work: (group: readonly string[]) => Promise<unknown>,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
) {
  const good: string[] = [];
  const failed: Failure[] = [];
  let next = 0;
  const worker = async () => {
    while (next < groups.length && !signal.aborted) {
      const group = groups[next++]!;
      await work(group).then(
        () => good.push(...group),
        (error: unknown) => failed.push({ items: group, error }),
      );
      tell({ good, failed });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
