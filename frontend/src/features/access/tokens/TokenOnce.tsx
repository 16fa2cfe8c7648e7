import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../shared/feedback/announce';
import { copy } from '../../../shared/feedback/copy';
import classes from '../Access.module.css';

type Props = {
  token: string;
  isCopied: boolean;
  onCopied: () => void;
  /** Somebody is about to leave without it. */
  asks: boolean;
  onAsk: () => void;
  onStay: () => void;
  onLeave: () => void;
};

/** The token itself, and what to do with it now. */
export function TokenOnce({ token, isCopied, onCopied, asks, onAsk, onStay, onLeave }: Props) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');

  async function take() {
    const isTaken = await copy(token);
    announce(shared(isTaken ? 'copied' : 'copy.failed'));
    if (isTaken) onCopied();
  }

  return (
    <Stack>
      <Alert color="orange" title={t('token.once')}>
        {t('token.once.text')}
      </Alert>
      {/* Who selects it and copies it by hand has it as well. */}
      <code className={classes.token} onCopy={onCopied}>
        {token}
      </code>
      <Text size="sm" c="dimmed">
        {t('token.once.use')} <code>Authorization: Bearer …</code>
      </Text>
      {asks && (
        <Alert role="alert" color="red" title={t('token.notCopied')}>
          {t('token.notCopied.text')}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button
          variant={isCopied ? 'default' : 'filled'}
          leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => void take().then(onStay)}
          autoFocus
        >
          {isCopied ? shared('copied') : t('token.copy')}
        </Button>
        {asks && !isCopied ? (
          <Button color="red" variant="light" onClick={onLeave}>
            {t('token.leave')}
          </Button>
        ) : (
          <Button variant={isCopied ? 'filled' : 'default'} onClick={isCopied ? onLeave : onAsk}>
            {shared('close')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
