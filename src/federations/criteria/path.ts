import { Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { OwnCriterion } from '../../documents/own-criterion.ts';
import { listOf } from '../../http/pagination.ts';
import { pathName } from '../../vocabulary/shapes.ts';

export const CriterionPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, chosen by the federation', 'open-to-visitors'),
});

export const OwnCriterionList = listOf(OwnCriterion, 'OwnCriterionList');
