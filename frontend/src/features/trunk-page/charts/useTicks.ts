import type { ScaleLinear, ScaleTime } from 'd3-scale';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';

/** A label of a time needs as much. */
const TICK_PX = 76;
const DAY_MS = 86_400_000;

/** Where axes have labels, and which: hours of a day, days of a week, whole numbers. */
export function useTicks(x: ScaleTime<number, number>, y: ScaleLinear<number, number>, width: number) {
  const { i18n } = useTranslation('trunk-page');
  const { time, number } = useFormats();
  const [from, to] = x.domain() as [Date, Date];
  const day = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', day: 'numeric' });
  const isLong = +to - +from > 2 * DAY_MS;
  const most = Math.max(2, Math.min(8, Math.floor(width / TICK_PX)));
  return {
    atX: x
      .ticks(most)
      .filter((value) => x(value) > 12 && x(value) < width - 12)
      .map((value) => ({ value, text: isLong ? day.format(value) : time(value.toISOString()) })),
    atY: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, text: number(value) })),
  };
}
