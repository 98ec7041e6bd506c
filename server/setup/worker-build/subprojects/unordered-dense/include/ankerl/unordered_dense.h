#ifndef TEKEN_UNORDERED_DENSE_H
#define TEKEN_UNORDERED_DENSE_H

// The three names that the worker uses. The standard containers are somewhat slower
// per look-up and keep iterators valid where the dense ones do not, so nothing that
// was right with those is wrong with these.

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename Key>
	using hash = std::hash<Key>;

	template<typename Key, typename Value, typename Hash = std::hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = std::hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense

#endif
