import { useRef, useState } from 'preact/hooks';
import { verify } from '../../i18n/verify.ts';

/** Takes one file: dropped, or chosen by pointer or keyboard. */
export const DropArea = ({ onFile, large }: { readonly onFile: (file: File) => void; readonly large: boolean }) => {
  const words = verify();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
    if (input.current !== null) input.current.value = '';
  };
  return (
    <div
      class={`verify-drop ${large ? 'is-large' : ''} ${isOver ? 'is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label>
        <strong class="verify-by-hand">{words.drop}</strong>
        <span class="verify-choose verify-by-hand">{words.choose}</span>
        <strong class="verify-by-touch">{words.chooseTouch}</strong>
        <span>{words.orScan}</span>
        <span class="verify-limit">{words.limit}</span>
        <input
          ref={input}
          class="for-ears"
          type="file"
          accept="application/pdf,.pdf"
          onChange={(event) => take(event.currentTarget.files)}
        />
      </label>
    </div>
  );
};
