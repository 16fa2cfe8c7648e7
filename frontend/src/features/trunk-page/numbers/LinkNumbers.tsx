import { Button } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../../shared/api/client';
import { announce } from '../../../shared/feedback/announce';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { PickControl } from '../../../shared/form/PickControl';
import classes from './Numbers.module.css';
import { useLinks } from './useLinks';

type Fields = { numbers: string[] };
const FOUND = 20;

async function find(text: string, signal: AbortSignal) {
  const page = await ok(
    api.GET('/api/v1/base-numbers', { params: { query: { q: text || undefined, limit: FOUND } }, signal }),
  );
  return {
    choices: page.items.map(({ number, name }) => ({ value: number, label: name })),
    total: page.total ?? page.items.length,
  };
}

/** Links base numbers that are picked from all. */
export function LinkNumbers({ trunkId }: { trunkId: string }) {
  const { t } = useTranslation('trunk-page');
  const links = useLinks(trunkId);
  const { control, handleSubmit, reset } = useForm<Fields>({ defaultValues: { numbers: [] } });
  const link = handleSubmit(({ numbers }) => {
    if (numbers.length === 0) return;
    links.mutate(
      { action: 'link', baseNumbers: numbers },
      {
        onSuccess: () => {
          reset();
          announce(t('numbers.linked', { count: numbers.length }));
        },
      },
    );
  });
  return (
    <form onSubmit={(event) => void link(event)}>
      <div className={classes.link}>
        <PickControl name="numbers" control={control} label={t('numbers.link')} of="base-numbers" find={find} />
        <Button type="submit" variant="default" loading={links.isPending}>
          {t('numbers.link.do')}
        </Button>
      </div>
      <ProblemAlert problem={links.error} />
    </form>
  );
}
