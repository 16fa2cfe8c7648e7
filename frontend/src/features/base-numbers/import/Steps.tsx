import { useTranslation } from 'react-i18next';
import classes from './Import.module.css';
import type { ImportState } from './useImport';

const STEPS = ['choose', 'check', 'write'] as const;

const AT: Record<ImportState['step'], number> = {
  choose: 0,
  checking: 1,
  checked: 1,
  applying: 2,
  stopped: 2,
  done: 3,
};

/** Where in the import one is. */
export function Steps({ step }: { step: ImportState['step'] }) {
  const { t } = useTranslation('base-numbers');
  return (
    <ol className={classes.steps}>
      {STEPS.map((name, index) => (
        <li key={name} aria-current={AT[step] === index ? 'step' : undefined} data-past={AT[step] > index || undefined}>
          {t(`import.step.${name}`)}
        </li>
      ))}
    </ol>
  );
}
