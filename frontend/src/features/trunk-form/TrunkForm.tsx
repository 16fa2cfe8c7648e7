import { Box } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { announce } from '../../shared/feedback/announce';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import { LeaveGuard } from '../../shared/form/LeaveGuard';
import { useMay } from '../../shared/session';
import { AuthenticationSection } from './AuthenticationSection';
import { CallerIdSection } from './CallerIdSection';
import { ConflictDialog } from './ConflictDialog';
import { type Draft, EMPTY, type Trunk } from './draft';
import { FIELD_NAMES, FIELDS } from './fields';
import { FormHead } from './FormHead';
import { GeneralSection } from './GeneralSection';
import { HabitsSection } from './HabitsSection';
import { HandOver } from './HandOver';
import { NumbersSection } from './NumbersSection';
import { PresetPicker } from './PresetPicker';
import { PreviewPanel } from './PreviewPanel';
import { SaveBar } from './SaveBar';
import type { SectionProps } from './sections';
import { TechnicalSection } from './TechnicalSection';
import { TransportSection } from './TransportSection';
import classes from './TrunkForm.module.css';
import { useIdFromName } from './useIdFromName';
import { usePreview } from './usePreview';
import { useSave } from './useSave';

type Props = {
  /** What the form begins with. */
  draft: Draft;
  /** The trunk as it is stored; undefined: a new one is made. */
  saved?: Trunk;
  /** Of what it is a copy. */
  original?: Trunk;
};

const hasHabits = (draft: Draft) =>
  FIELD_NAMES.some((name) => FIELDS[name].section === 'habits' && draft[name] !== EMPTY[name]);

/** Creates a trunk, or edits one; beside it what the carrier will get. */
export function TrunkForm({ draft, saved, original }: Props) {
  // All that the form may need later too: texts that are read in mid-work would hide what one works at.
  const { t } = useTranslation(['trunk-form', 'trunks', 'variable-form']);
  const mayEdit = useMay('editor');
  const navigate = useNavigate();
  const element = useRef<HTMLFormElement>(null);
  const [stored, setStored] = useState<Trunk>();
  const [isHabitsOpen, setHabitsOpen] = useState(hasHabits(draft));
  const form = useForm<Draft>({ defaultValues: draft });
  const { control, formState } = form;
  const saving = useSave(
    form,
    saved,
    () => setHabitsOpen(true),
    (trunk) => {
      announce(t(saved ? 'saved.edit' : 'saved.new', { name: trunk.name }));
      setStored(trunk);
    },
  );
  const preview = usePreview(control, saving.base);
  useIdFromName(form, saved === undefined);

  // Once nothing is unsaved any more, hence nobody asks.
  useEffect(() => {
    if (stored) void navigate({ to: '/admin-settings/egress-trunks/$trunkId', params: { trunkId: stored.trunkId } });
  }, [stored, navigate]);

  // The first field that is wrong, once it is marked.
  useEffect(() => {
    if (saving.problem)
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input:checked')?.focus();
  }, [saving.problem]);

  const section: SectionProps = { control, saved: saving.base, isDisabled: !mayEdit };
  return (
    <>
      <LeaveGuard isDirty={mayEdit && formState.isDirty && !stored} />
      <FormHead saved={saved} original={original} />
      <div className={classes.page}>
        <form
          ref={element}
          noValidate
          onSubmit={(event) => void form.handleSubmit((values) => saving.save(values, saving.base))(event)}
        >
          <fieldset className={classes.sections} disabled={!mayEdit}>
            <ProblemAlert problem={saving.problem} elsewhere={saving.elsewhere} />
            {!saved && !original && <PresetPicker form={form} onHabits={() => setHabitsOpen(true)} />}
            <GeneralSection {...section} />
            <TransportSection {...section} />
            <AuthenticationSection {...section} />
            <CallerIdSection {...section} />
            <TechnicalSection {...section} />
            <HabitsSection {...section} isOpen={isHabitsOpen} onOpen={setHabitsOpen} />
            <NumbersSection {...section} preview={preview} />
          </fieldset>
          {mayEdit && (
            <SaveBar
              saved={saved}
              isDirty={formState.isDirty}
              isSaving={saving.isSaving || stored !== undefined}
              problem={saving.problem}
            />
          )}
        </form>
        {/* What scrolls has to be reached by keys too. */}
        <Box component="aside" tabIndex={0} className={classes.aside} aria-label={t('preview.title')}>
          <PreviewPanel control={control} preview={preview} />
          <HandOver control={control} />
        </Box>
      </div>
      {saving.meanwhile && (
        <ConflictDialog
          form={form}
          base={saving.base!}
          meanwhile={saving.meanwhile}
          onSave={saving.save}
          onClose={saving.forget}
        />
      )}
    </>
  );
}
