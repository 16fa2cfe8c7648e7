import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CallsNow.module.css';

const NEARLY_FULL = 0.8;
const FULL = 0.95;

type Props = {
  calls: number;
  /** 0: no limit. */
  most: number;
};

/** How many calls a trunk has of those that it may have. */
export function CallsNow(props: Props) {
  return <WrittenCalls {...props} t={useTranslation('trunks').t} />;
}

/** The same with texts that its table has once for all rows. */
export const WrittenCalls = memo(function WrittenCalls({ calls, most, t }: Props & { t: TFunction<'trunks'> }) {
  if (most === 0) {
    return (
      <span className={classes.calls} title={t('calls.noLimit')}>
        {t('calls.count', { count: calls })}
      </span>
    );
  }
  const share = Math.min(calls / most, 1);
  const level = share >= FULL ? 'full' : share >= NEARLY_FULL ? 'near' : undefined;
  return (
    <span className={classes.calls}>
      <span>
        {t('calls.of', { count: calls, most })}
        {level && (
          <span className={classes.level} data-level={level}>
            {t(calls >= most ? 'calls.atCap' : 'calls.nearCap')}
          </span>
        )}
      </span>
      <span className={classes.bar} aria-hidden>
        <span className={classes.part} data-level={level} style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </span>
  );
});
