import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useFormats } from '../../../shared/format/time';
import type { Bin } from './bins';
import classes from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { Plot } from './Plot';

type Props = { title: string; bins: readonly Bin[]; all: Schemas['RingDelay'] | undefined };

/** How long it took until it rang: of each bin the median, and where all but one in twenty were. */
export function RingDelayChart({ title, bins, all }: Props) {
  const { t } = useTranslation('trunk-page');
  const { dateTime, time, seconds } = useFormats();
  const first = bins[0];
  const last = bins.at(-1);
  if (!all || !first || !last) return null;
  const sentence = t('ring.sentence', { median: seconds(all.median), p95: seconds(all.p95) });
  const rang = bins.flatMap(({ at, until, ringDelay }) => (ringDelay ? [{ at, until, ...ringDelay }] : []));
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{
        columns: [t('column.time'), t('column.median'), t('column.p95')],
        rows: rang.map(({ at, median, p95 }) => [dateTime(at.toISOString()), seconds(median), seconds(p95)]),
      }}
    >
      <Plot
        sentence={sentence}
        from={first.at}
        to={last.until}
        most={all.p95 / 1000}
        unit={t('unit.seconds')}
        read={(pointed) => {
          const bin = rang.find(({ at, until }) => at <= pointed && pointed < until);
          return (
            bin && {
              from: bin.at,
              until: bin.until,
              text: `${time(bin.at.toISOString())}–${time(bin.until.toISOString())}: ${t('ring.slot', { median: seconds(bin.median), p95: seconds(bin.p95) })}`,
            }
          );
        }}
      >
        {({ x, y }) =>
          rang.map(({ at, until, median, p95 }) => {
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
