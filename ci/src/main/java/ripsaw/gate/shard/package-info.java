/**
 * One run on several machines: each asks its share of the tasks ({@link ripsaw.gate.shard.Share},
 * {@link ripsaw.gate.shard.Partition}) and leaves the answers in a file ({@link
 * ripsaw.gate.shard.ShardFile}); whoever has all files ({@link ripsaw.gate.shard.Gathered}) does
 * the run with the answers given instead of asked ({@link ripsaw.gate.shard.Given}).
 */
package ripsaw.gate.shard;
