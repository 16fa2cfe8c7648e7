import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useFormats } from '../../../shared/format/time';
import { ringDelayOf } from './bins';
import classes from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { Plot } from './Plot';

/** How long it took until it rang: of each slot the median and where all but one in twenty were. */
export function RingDelayChart({ title, history }: { title: string; history: Schemas['TrunkHistory'] }) {
  const { t } = useTranslation('trunk-page');
  const { dateTime, time, seconds } = useFormats();
  const all = ringDelayOf(history);
  if (!all) return null;
  const sentence = t('ring.sentence', { median: seconds(all.median), p95: seconds(all.p95) });
  const slots = history.slots.flatMap(({ at, ringDelay }) =>
    ringDelay ? [{ at: new Date(at), until: new Date(Date.parse(at) + history.slotSeconds * 1000), ...ringDelay }] : []);
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{
        columns: [t('column.time'), t('column.median'), t('column.p95')],
        rows: slots.map(({ at, median, p95 }) => [dateTime(at.toISOString()), seconds(median), seconds(p95)]),
      }}
    >
      <Plot
        sentence={sentence}
        from={new Date(history.from)}
        to={new Date(history.to)}
        most={all.p95 / 1000}
        unit={t('unit.seconds')}
        read={(pointed) => {
          const slot = slots.find(({ at, until }) => at <= pointed && pointed < until);
          return slot && { from: slot.at, until: slot.until, text: `${time(slot.at.toISOString())}: ${t('ring.slot', { median: seconds(slot.median), p95: seconds(slot.p95) })}` };
        }}
      >
        {({ x, y }) =>
          slots.map(({ at, until, median, p95 }) => {
            const middle = (x(at) + x(until)) / 2;
            return (
              <g key={+at}>
                <line x1={middle} x2={middle} y1={y(median / 1000)} y2={y(p95 / 1000)} className={classes.whisker} />
                <circle cx={middle} cy={y(median / 1000)} r={3} className={classes.dot} />
              </g>
            );
          })
        }
      </Plot>
    </ChartFrame>
  );
}
