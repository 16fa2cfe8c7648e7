import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleMinus from '@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import { AttemptDetails } from './AttemptDetails';
import classes from './Attempts.module.css';
import { type Attempt, ringDelay, talked, toneOf } from './attempt';

const ICONS = { good: IconCircleCheck, callee: IconCircleMinus, bad: IconAlertTriangle };

/** An attempt in a line; opened it tells all. */
export function AttemptItem({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation('trunk-page');
  const { timeOfDay, dateTime, seconds, duration } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { startedAt, cause, side, code, carrier, baseNumber } = attempt;
  const tone = toneOf(attempt);
  const Icon = ICONS[tone];
  const rang = ringDelay(attempt);
  const spoke = talked(attempt);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)} className={classes.attempt}>
        <summary>
          <time dateTime={startedAt} title={dateTime(startedAt)}>
            {timeOfDay(startedAt)}
          </time>
          <span className={classes.outcome} data-tone={tone}>
            <Icon size={16} aria-hidden /> {t(`cause.${cause}`)} <span className={classes.code}>{code}</span>
          </span>
          <span className={classes.side}>{cause !== 'answered' && t(`side.${side}`)}</span>
          <span className={classes.where}>
            {baseNumber && <>{baseNumber} → </>}
            {carrier}
          </span>
          <span className={classes.times}>
            {[
              rang !== undefined && t('attempt.rang', { after: seconds(rang) }),
              spoke !== undefined && t('attempt.talked', { time: duration(spoke) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </summary>
        {isOpen && <AttemptDetails attempt={attempt} />}
      </details>
    </li>
  );
}
