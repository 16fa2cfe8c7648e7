import { Alert, Button, List, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { useTranslation } from 'react-i18next';
import type { ProblemError, Violation } from '../api/problem';
import { useProblemTexts } from '../i18n/problems';

type Props = {
  problem: ProblemError | null | undefined;
  /** Those that stand at no field that is shown, so that nothing is lost. */
  elsewhere?: readonly Violation[];
  onRetry?: () => void;
};

/** Why something did not work, and what to do. */
export function ProblemAlert({ problem, elsewhere = [], onRetry }: Props) {
  const { t } = useTranslation('shared');
  const texts = useProblemTexts();
  if (!problem) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={texts.title(problem)}
    >
      <Text size="sm">{texts.whatToDo(problem)}</Text>
      {elsewhere.length > 0 && (
        <List size="sm" mt="xs">
          {elsewhere.map((violation) => (
            <List.Item key={`${violation.pointer} ${violation.code}`}>
              <code>{violation.pointer}</code> {texts.violation(violation)}
            </List.Item>
          ))}
        </List>
      )}
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Alert>
  );
}
