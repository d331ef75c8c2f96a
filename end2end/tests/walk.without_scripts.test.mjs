import { walksIn } from '../walks.mjs';

walksIn('without scripts');
