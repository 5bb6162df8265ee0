import { Type } from 'typebox';
import { listOf } from '../../catalogue/schema.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { FederationPath } from '../schema.ts';
import { OwnCriterion } from './schema.ts';

export const CriterionPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, chosen by the federation', 'open-to-visitors'),
});

export const OwnCriterionList = listOf(OwnCriterion, 'OwnCriterionList');
