/**
 * Puts a text on the clipboard.
 *
 * @returns whether it is there now
 */
export async function copy(text: string): Promise<boolean> {
  // For secure origins alone; the older way works by plain http too.
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  (focused?.closest('[role="dialog"]') ?? document.body).append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isDone;
}
