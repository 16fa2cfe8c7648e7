import { area, curveStepAfter, line } from 'd3-shape';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Bin } from './bins';
import classes from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { Plot } from './Plot';

type Props = {
  title: string;
  bins: readonly Bin[];
  /** The most that there may be now; 0: any number. */
  cap: number;
};

/** How many calls there were at one time, the limit, and where it made calls go elsewhere. */
export function CallsChart({ title, bins, cap }: Props) {
  const { t } = useTranslation('trunk-page');
  const { time, dateTime, number } = useFormats();
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return null;
  const peak = Math.max(...bins.map(({ peakCalls }) => peakCalls));
  const passed = bins.reduce((sum, { passedOver }) => sum + passedOver, 0);
  const limits = bins.map(({ limit }) => limit ?? 0);
  const sentence = [
    t('calls.peak', { count: peak }),
    cap === 0 ? t('calls.noCap') : passed > 0 ? t('calls.passed', { count: passed, cap }) : t('calls.below', { cap }),
  ].join(' ');
  const happened = bins.filter(({ peakCalls, passedOver }) => peakCalls > 0 || passedOver > 0);
  const told = (bin: Bin) =>
    `${time(bin.at.toISOString())}–${time(bin.until.toISOString())}: ${t('calls.atOnce', { count: bin.peakCalls })}${
      bin.passedOver > 0 ? `, ${t('calls.passedOver', { count: bin.passedOver })}` : ''
    }`;
  // Each step ends where the next begins; the last one needs an end of its own.
  const steps = [
    ...bins.map(({ at, peakCalls }) => ({ at, peakCalls })),
    { at: last.until, peakCalls: last.peakCalls },
  ];

  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{
        columns: [t('column.time'), t('column.peak'), t('column.limit'), t('column.passed')],
        rows: happened.map(({ at, peakCalls, limit, passedOver }) => [
          dateTime(at.toISOString()),
          number(peakCalls),
          limit === undefined ? '–' : number(limit),
          number(passedOver),
        ]),
      }}
    >
      <Plot
        sentence={sentence}
        from={first.at}
        to={last.until}
        most={Math.max(peak, cap, ...limits)}
        unit={t('unit.calls')}
        read={(at) => {
          const bin = bins.find(({ until }) => at < until);
          return bin && { from: bin.at, until: bin.until, text: told(bin) };
        }}
      >
        {({ x, y, width, height }) => (
          <>
            <path
              className={classes.area}
              d={
                area<(typeof steps)[number]>()
                  .x(({ at }) => x(at))
                  .y0(height)
                  .y1(({ peakCalls }) => y(peakCalls))
                  .curve(curveStepAfter)(steps) ?? undefined
              }
            />
            <path
              className={classes.line}
              d={
                line<(typeof steps)[number]>()
                  .x(({ at }) => x(at))
                  .y(({ peakCalls }) => y(peakCalls))
                  .curve(curveStepAfter)(steps) ?? undefined
              }
            />
            {cap > 0 && (
              <>
                <line x2={width} y1={y(cap)} y2={y(cap)} className={classes.cap} />
                <text x={width} y={y(cap) - 5} textAnchor="end" className={classes.capText}>
                  {t('calls.cap', { cap })}
                </text>
              </>
            )}
            {bins
              .filter(({ passedOver }) => passedOver > 0)
              .map(({ at, until }) => (
                <rect
                  key={+at}
                  x={x(at)}
                  width={Math.max(3, x(until) - x(at) - 1)}
                  y={height - 10}
                  height={10}
                  className={classes.passed}
                />
              ))}
          </>
        )}
      </Plot>
    </ChartFrame>
  );
}
