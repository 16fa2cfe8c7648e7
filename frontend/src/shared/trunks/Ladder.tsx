import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Ladder.module.css';

export type LadderStep = {
  direction: 'right' | 'left';
  /** As it stands in the first line: `INVITE`, `407 Proxy Authentication Required`. */
  message: string;
  /** What it means, in a few words. */
  note?: string;
  /** When, as it shall be read: `+120 ms`. */
  at?: string;
  tone?: 'good' | 'bad';
};

type Props = {
  /** Who stands on the left, such as the platform; and on the right, such as the carrier. */
  left: string;
  right: string;
  steps: readonly LadderStep[];
  label?: string;
};

/** SIP messages between two parties, drawn as engineers draw them; read out as a list. */
export function Ladder({ left, right, steps, label }: Props) {
  const { t } = useTranslation('trunks');
  return (
    <div className={classes.ladder}>
      <div className={classes.parties} aria-hidden>
        <span>{left}</span>
        <span>{right}</span>
      </div>
      <ol className={classes.steps} aria-label={label ?? t('ladder', { left, right })}>
        {steps.map((step, place) => (
          // Messages repeat; their place tells them apart.
          <li key={place} className={classes.step} data-direction={step.direction} data-tone={step.tone}>
            <VisuallyHidden>
              {step.direction === 'right'
                ? t('ladder.sends', { from: left, to: right })
                : t('ladder.sends', { from: right, to: left })}{' '}
            </VisuallyHidden>
            <span className={classes.message}>{step.message}</span>
            {step.at && <span className={classes.at}>{step.at}</span>}
            <Arrow />
            {step.note && <span className={classes.note}>{step.note}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The line is as wide as the ladder; its head keeps its shape. */
const Arrow = () => (
  <span className={classes.arrow} aria-hidden>
    <svg viewBox="0 0 8 10" width="8" height="10">
      <path d="M0 0 L8 5 L0 10 Z" fill="currentColor" />
    </svg>
  </span>
);
