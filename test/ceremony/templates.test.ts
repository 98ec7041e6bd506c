import { expect, test } from 'vitest';
import { broughtTemplate } from '#ceremony/templates/state';
import { ceremonyStory, hashOf } from '#support/ceremony-story';

const fix = (version: string, content: string) =>
  ({ name: 'fix-template', template: 'own', version, sha256: hashOf(content), bytes: 9 }) as const;

test('[C185] a template is fixed with its first use, once for each of its versions', () => {
  const { tell, state } = ceremonyStory([]);
  expect(tell(fix('1.0.0', 'one'))).toEqual(['template-fixed']);
  expect(tell(fix('1.0.0', 'one'))).toEqual([]);
  expect(tell(fix('1.1.0', 'other'))).toEqual(['template-fixed']);
  expect([...state.templates.keys()]).toEqual(['own@1.0.0', 'own@1.1.0']);
  expect(broughtTemplate(state, 'own')).toBeUndefined();
});

test('[C186] what was used is not used with other content under the same version', () => {
  const { tell, state } = ceremonyStory([]);
  tell(fix('1.0.0', 'one'));
  expect(tell(fix('1.0.0', 'other'))).toBe('template-changed');
  expect(state.templates.get('own@1.0.0')).toMatchObject({ sha256: hashOf('one') });
});
