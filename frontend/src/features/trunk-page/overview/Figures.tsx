import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useFormats } from '../../../shared/format/time';
import { ringDelayOf, type totals } from '../charts/bins';
import type { Trunk } from '../useTrunk';
import classes from './Overview.module.css';

type Props = { trunk: Trunk; history: Schemas['TrunkHistory']; all: ReturnType<typeof totals> };

/** The figures that one looks at first. */
export function Figures({ trunk: { maxConcurrentCalls: cap, status }, history, all }: Props) {
  const { t } = useTranslation('trunk-page');
  const { number, percent, seconds } = useFormats();
  const ring = ringDelayOf(history.slots);
  return (
    <dl className={classes.figures}>
      <Figure
        name={t('figure.callsNow')}
        note={cap > 0 ? t('figure.ofCap', { share: percent(status.callsNow / cap) }) : t('figure.noCap')}
      >
        {number(status.callsNow)}
        {cap > 0 && <span className={classes.of}> / {number(cap)}</span>}
      </Figure>
      <Figure name={t('figure.answered')} note={t('figure.placed', { count: all.placed })}>
        {all.answerRate === undefined ? '–' : percent(all.answerRate)}
      </Figure>
      <Figure
        name={t('figure.ring')}
        note={ring ? t('figure.p95', { p95: seconds(ring.p95) }) : t('figure.nothingRang')}
      >
        {ring ? seconds(ring.median) : '–'}
      </Figure>
      <Figure name={t('figure.passed')} note={cap > 0 ? t('figure.peak', { count: all.peakCalls }) : t('figure.noCap')}>
        {number(all.passedOver)}
      </Figure>
    </dl>
  );
}

function Figure({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <dd className={classes.value}>{children}</dd>
      <Text component="dd" size="xs" c="dimmed" m={0}>
        {note}
      </Text>
    </Paper>
  );
}
