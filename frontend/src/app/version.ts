/** The version that this page was built of. */
export const VERSION = __EGRESS_VERSION__;

const numbers = (version: string) => version.split('-')[0]!.split('.').map(Number);

/** Whether the one comes before the other; what is a preview of a version counts as that version. */
export function isBefore(version: string, other: string): boolean {
  const [those, others] = [numbers(version), numbers(other)];
  const at = those.findIndex((number, place) => number !== others[place]);
  return at >= 0 && those[at]! < others[at]!;
}
