import { useId, useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { common } from '../../i18n/common.ts';
import { desk } from '../../i18n/desk.ts';

const LONGEST = 120;

/** Name and relation of whoever helps somebody to sign. */
export const HelperDialog = ({
  onClose,
  onName,
}: {
  readonly onClose: () => void;
  readonly onName: (helper: { readonly name: string; readonly relation: string }) => void;
}) => {
  const words = desk().helper;
  const id = useId();
  const [name, setName] = useState('');
  const [relation, setRelation] = useState('');
  const helper = { name: name.trim(), relation: relation.trim() };
  const isWhole = helper.name !== '' && helper.relation !== '';
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button disabled={!isWhole} onClick={() => onName(helper)}>
            {words.record}
          </Button>
          <Button kind="word" onClick={onClose}>
            {common().cancel}
          </Button>
        </>
      }
    >
      <p>{words.body}</p>
      <label class="desk-field" for={`${id}-name`}>
        <span>{words.name}</span>
        <input
          id={`${id}-name`}
          maxLength={LONGEST}
          value={name}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="desk-field" for={`${id}-relation`}>
        <span>{words.relation}</span>
        <input
          id={`${id}-relation`}
          maxLength={LONGEST}
          value={relation}
          autocomplete="off"
          placeholder={words.relationExample}
          onInput={(event) => setRelation(event.currentTarget.value)}
        />
      </label>
    </Dialog>
  );
};
