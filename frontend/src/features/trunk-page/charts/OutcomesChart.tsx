import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import { type Bin, OUTCOMES, type Outcome, sumOf, type totals } from './bins';
import classes from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { Hatches } from './Hatches';
import { Plot } from './Plot';

type Props = { title: string; bins: readonly Bin[]; all: ReturnType<typeof totals> };

/** How attempts ended, as bars: what the carrier refused and what never reached it is hatched. */
export function OutcomesChart({ title, bins, all }: Props) {
  const { t } = useTranslation('trunk-page');
  const { dateTime, time, number, percent } = useFormats();
  const id = useId();
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return null;
  const sentence =
    [
      all.answerRate !== undefined && t('outcomes.rate', { rate: percent(all.answerRate), count: all.placed }),
      all.attempts.carrier_refused > 0 && t('outcomes.refused', { count: all.attempts.carrier_refused }),
      all.attempts.unreachable > 0 && t('outcomes.unreachable', { count: all.attempts.unreachable }),
    ]
      .filter(Boolean)
      .join(' ') || t('outcomes.none');
  const present = OUTCOMES.filter((outcome) => all.attempts[outcome] > 0);
  const told = ({ at, until, attempts }: Bin) =>
    `${time(at.toISOString())}–${time(until.toISOString())}: ${
      present
        .filter((outcome) => attempts[outcome] > 0)
        .map((outcome) => `${t(`outcome.${outcome}`)} ${number(attempts[outcome])}`)
        .join(', ') || t('outcomes.noneHere')
    }`;

  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{
        columns: [t('column.time'), ...OUTCOMES.map((outcome) => t(`outcome.${outcome}`))],
        rows: bins
          .filter(({ attempts }) => sumOf(attempts) > 0)
          .map(({ at, attempts }) => [
            dateTime(at.toISOString()),
            ...OUTCOMES.map((outcome) => number(attempts[outcome])),
          ]),
      }}
    >
      <Plot
        sentence={sentence}
        from={first.at}
        to={last.until}
        most={Math.max(...bins.map(({ attempts }) => sumOf(attempts)))}
        unit={t('unit.attempts')}
        read={(at) => {
          const bin = bins.find(({ until }) => at < until);
          return bin && { from: bin.at, until: bin.until, text: told(bin) };
        }}
      >
        {({ x, y }) => (
          <>
            <Hatches id={id} />
            {bins.map((bin) => (
              <g key={+bin.at} transform={`translate(${x(bin.at) + 1} 0)`}>
                {stacked(bin.attempts).map(({ outcome, from, to }) => (
                  <rect
                    key={outcome}
                    width={Math.max(2, x(bin.until) - x(bin.at) - 2)}
                    y={y(to)}
                    height={y(from) - y(to)}
                    className={classes.part}
                    data-outcome={outcome}
                    fill={fillOf(outcome, id)}
                  />
                ))}
              </g>
            ))}
          </>
        )}
      </Plot>
      <ul className={classes.legend}>
        {present.map((outcome) => (
          <li key={outcome}>
            <svg width="14" height="14" aria-hidden>
              <rect
                width="14"
                height="14"
                rx="2"
                className={classes.part}
                data-outcome={outcome}
                fill={fillOf(outcome, id)}
              />
            </svg>
            {t(`outcome.${outcome}`)} {number(all.attempts[outcome])}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

/** Hatches are no colours: a picture of the page has to name them itself. */
const fillOf = (outcome: Outcome, id: string) =>
  outcome === 'carrier_refused' ? `url(#${id}-stripes)` : outcome === 'unreachable' ? `url(#${id}-dots)` : undefined;

function stacked(attempts: Bin['attempts']) {
  let height = 0;
  return OUTCOMES.filter((outcome) => attempts[outcome] > 0).map((outcome) => ({
    outcome,
    from: height,
    to: (height += attempts[outcome]),
  }));
}
