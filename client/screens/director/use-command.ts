import { useState } from 'preact/hooks';
import type { CommandName, PayloadOf } from '#contract/commands';
import type { Problem } from '#contract/problems';
import { useVisit } from '../../state/visit.ts';

export type Given = <Name extends CommandName>(name: Name, payload: PayloadOf<Name>) => Promise<boolean>;

/** Gives commands and keeps the last refusal for the screen to say. */
export const useCommand = (): {
  readonly give: Given;
  readonly problem: Problem | null;
  readonly forget: () => void;
} => {
  const { connection } = useVisit();
  const [problem, setProblem] = useState<Problem | null>(null);
  const give: Given = async (name, payload) => {
    const answer = await connection.command(name, payload);
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok;
  };
  return { give, problem, forget: () => setProblem(null) };
};
