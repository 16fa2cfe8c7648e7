import { Alert, Button, Code, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import IconFileTypeCsv from '@tabler/icons-react/dist/esm/icons/IconFileTypeCsv.mjs';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import classes from './Import.module.css';
import { downloadTemplate, HEADER } from './template';

type Props = { problem?: ProblemError; isEmpty?: boolean; onChosen: (text: string) => void };

/** A file, dropped or chosen, or text that is pasted. */
export function ChooseFile({ problem, isEmpty, onChosen }: Props) {
  const { t } = useTranslation('base-numbers');
  const [isOver, setOver] = useState(false);
  const [text, setText] = useState('');
  const readFrom = (file: File | null | undefined) => void file?.text().then(onChosen);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    readFrom(event.dataTransfer.files[0]);
  }

  return (
    <Stack maw="46rem">
      <ProblemAlert problem={problem} elsewhere={problem?.violations} />
      {isEmpty && (
        <Alert role="alert" color="orange">
          {t('import.isEmpty')}
        </Alert>
      )}
      <Text size="sm">
        {t('import.format')} <Code>{HEADER}</Code> {t('import.format.trunks')}
      </Text>
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Stack align="center" gap="sm">
          <IconFileTypeCsv size={40} aria-hidden />
          <Text>{t('import.drop')}</Text>
          <Group justify="center">
            <FileButton accept=".csv,text/csv,text/plain" onChange={readFrom}>
              {(props) => <Button {...props}>{t('import.choose')}</Button>}
            </FileButton>
            <Button variant="default" onClick={downloadTemplate}>
              {t('import.template')}
            </Button>
          </Group>
        </Stack>
      </div>
      <Textarea
        label={t('import.paste')}
        rows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={HEADER}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end">
        <Button disabled={text.trim() === ''} onClick={() => onChosen(text)}>
          {t('import.check')}
        </Button>
      </Group>
    </Stack>
  );
}
