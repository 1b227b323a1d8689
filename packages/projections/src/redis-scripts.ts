// The scripts that Redis runs for the views: each reads or changes a model in one step.
//
// Every script names the keys of a model in KEYS; those of its indexes are made from a prefix with the same hash tag,
// so that all of them lie in one slot of a cluster.
import { createHash } from "node:crypto";

export interface Script {
  readonly lua: string;
  readonly sha: string;
}

const script = (lua: string): Script => ({ lua, sha: createHash("sha1").update(lua).digest("hex") });

// A model that is not live answers nothing: what is there would be empty or old.
const live = `
local at = redis.call("HMGET", KEYS[1], "position", "stopped", "live")
if at[3] ~= "1" then return false end
`;

// Lua passes a limited number of arguments on, so long lists of keys go in pieces.
const docsOf = `
local function docsOf(keys)
  local docs = {}
  for start = 1, #keys, 1000 do
    local part = redis.call("HMGET", KEYS[2], unpack(keys, start, math.min(start + 999, #keys)))
    for i = 1, #part do docs[start + i - 1] = part[i] end
  end
  return docs
end
`;

/** KEYS: checkpoint, docs. ARGV: document keys. Answers { position, stopped, docs }, or nil. */
export const getScript = script(`${live}${docsOf}return { at[1], at[2], docsOf(ARGV) }`);

/** KEYS: checkpoint, docs, index. ARGV: lowest and highest member, the most. Answers { position, stopped, members, docs }. */
export const listScript = script(`${live}${docsOf}
local members = redis.call("ZRANGEBYLEX", KEYS[3], ARGV[1], ARGV[2], "LIMIT", 0, ARGV[3])
local keys = {}
for i, member in ipairs(members) do keys[i] = string.match(member, "%z([^%z]*)$") end
return { at[1], at[2], members, docsOf(keys) }
`);

/** KEYS: checkpoint, docs, index. Answers { position, stopped, count }. */
export const countScript = script(`${live}return { at[1], at[2], redis.call("ZCARD", KEYS[3]) }`);

/**
 * The fence: nothing happens unless the model stands where the caller believes. Everything is read and decoded before
 * the first write, because a script that fails half-way leaves what it wrote.
 *
 * KEYS: checkpoint, docs, entries, names of indexes, versions. ARGV: from, position, stopped, live, log, version, prefix
 * of the indexes, then for each document: its key, its text (empty: it goes) and its index entries.
 */
export const commitScript = script(`
local at = redis.call("HMGET", KEYS[1], "position", "live")
if (at[1] or "") ~= ARGV[1] then return 0 end
local changes = {}
for i = 8, #ARGV, 3 do
  local before = redis.call("HGET", KEYS[3], ARGV[i]) or "[]"
  table.insert(changes, {
    key = ARGV[i], doc = ARGV[i + 1], entries = ARGV[i + 2], same = before == ARGV[i + 2],
    old = cjson.decode(before), new = cjson.decode(ARGV[i + 2]),
  })
end
for _, change in ipairs(changes) do
  if change.doc == "" then redis.call("HDEL", KEYS[2], change.key)
  else redis.call("HSET", KEYS[2], change.key, change.doc) end
  if not change.same then
    for _, entry in ipairs(change.old) do
      local index = ARGV[7] .. entry[1]
      redis.call("ZREM", index, entry[2] .. "\\0" .. change.key)
      if redis.call("EXISTS", index) == 0 then redis.call("SREM", KEYS[4], entry[1]) end
    end
    for _, entry in ipairs(change.new) do
      redis.call("ZADD", ARGV[7] .. entry[1], 0, entry[2] .. "\\0" .. change.key)
      redis.call("SADD", KEYS[4], entry[1])
    end
    if #change.new == 0 then redis.call("HDEL", KEYS[3], change.key)
    else redis.call("HSET", KEYS[3], change.key, change.entries) end
  end
end
local live = at[2] == "1" and "1" or ARGV[4]
redis.call("HSET", KEYS[1], "position", ARGV[2], "stopped", ARGV[3], "live", live, "log", ARGV[5])
redis.call("SADD", KEYS[5], ARGV[6])
return 1
`);

/** KEYS: checkpoint, docs, entries, names of indexes, versions. ARGV: version, prefix of the indexes. */
export const dropScript = script(`
for _, name in ipairs(redis.call("SMEMBERS", KEYS[4])) do redis.call("UNLINK", ARGV[2] .. name) end
redis.call("UNLINK", KEYS[1], KEYS[2], KEYS[3], KEYS[4])
redis.call("SREM", KEYS[5], ARGV[1])
return 1
`);
