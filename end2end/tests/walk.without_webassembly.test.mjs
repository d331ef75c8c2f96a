import { walksIn } from '../walks.mjs';

walksIn('without WebAssembly');
