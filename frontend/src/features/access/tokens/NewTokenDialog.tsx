import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewToken } from './queries';
import { TokenForm } from './TokenForm';
import { TokenOnce } from './TokenOnce';

type Props = { isOpen: boolean; onMade: () => void; onClose: () => void };

/** Makes an API token and shows it, once. Nothing keeps it when the dialog is closed. */
export function NewTokenDialog({ isOpen, onMade, onClose }: Props) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  const [made, setMade] = useState<NewToken>();
  const [isCopied, setCopied] = useState(false);
  const [asks, setAsks] = useState(false);

  function leave() {
    setMade(undefined);
    setCopied(false);
    setAsks(false);
    onClose();
  }

  return (
    <Modal
      opened={isOpen}
      onClose={() => (made && !isCopied && !asks ? setAsks(true) : leave())}
      title={made ? t('token.once.title', { name: made.name }) : t('tokens.new')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {made ? (
        <TokenOnce
          token={made.token}
          isCopied={isCopied}
          onCopied={() => setCopied(true)}
          asks={asks}
          onStay={() => setAsks(false)}
          onLeave={leave}
          onAsk={() => setAsks(true)}
        />
      ) : (
        <TokenForm
          onClose={leave}
          onMade={(token) => {
            setMade(token);
            onMade();
          }}
        />
      )}
    </Modal>
  );
}
