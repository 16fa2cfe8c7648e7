import { useElementSize } from '@mantine/hooks';
import { scaleTime } from 'd3-scale';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useFormats } from '../../../shared/format/time';
import classes from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { Hatches } from './Hatches';
import { type Span, spansOf, standing } from './registrationSpans';

type Props = { title: string; history: Schemas['TrunkHistory']; now: Schemas['Registration'] | undefined };

const HEIGHT = 44;
const USUAL_WIDTH = 640;
const HIGH = { registered: 20, registering: 12, unknown: 6, failing: 40, rejected: 40 };

/** How the registration was: trouble is taller and hatched. */
export function RegistrationStrip({ title, history, now }: Props) {
  const { t } = useTranslation('trunk-page');
  const { dateTime, percent } = useFormats();
  const { ref, width: measured } = useElementSize();
  const [pointed, setPointed] = useState<Span>();
  const id = useId();
  const spans = spansOf(history, now);
  const { registered, failures } = standing(spans);
  const x = scaleTime([new Date(history.from), new Date(history.to)], [0, measured || USUAL_WIDTH]);
  const sentence =
    registered === undefined
      ? t('registration.unknown')
      : `${t('registration.share', { share: percent(registered) })} ${t('registration.failures', { count: failures })}`;
  const told = ({ from, to, state, code, reason }: Span) =>
    `${dateTime(from.toISOString())} – ${dateTime(to.toISOString())}: ${t(`registration.${state}`)}${code === undefined ? '' : ` (${code} ${reason ?? ''})`}`;
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      table={{
        columns: [t('column.time'), t('column.state'), t('column.answer'), t('column.node')],
        rows: history.registrations.map(({ at, state, code, reason, node }) => [
          dateTime(at),
          t(`registration.${state}`),
          code === undefined ? '–' : `${code} ${reason ?? ''}`,
          node,
        ]),
      }}
    >
      <div ref={ref} className={classes.plot}>
        <p className={classes.reading} aria-hidden>
          {pointed && told(pointed)}
        </p>
        <svg role="img" aria-label={sentence} width="100%" height={HEIGHT} onPointerLeave={() => setPointed(undefined)}>
          <Hatches id={id} />
          {spans.map((span) => (
            <rect
              key={+span.from}
              x={x(span.from)}
              width={Math.max(3, x(span.to) - x(span.from) - 1)}
              y={(HEIGHT - HIGH[span.state]) / 2}
              height={HIGH[span.state]}
              rx={2}
              className={classes.span}
              data-state={span.state}
              fill={span.state === 'failing' || span.state === 'rejected' ? `url(#${id}-stripes)` : undefined}
              onPointerMove={() => setPointed(span)}
              onPointerDown={() => setPointed(span)}
            />
          ))}
        </svg>
        <p className={classes.ends} aria-hidden>
          <span>{dateTime(history.from)}</span>
          <span>{t('now')}</span>
        </p>
      </div>
    </ChartFrame>
  );
}
