package p

type user struct{ tenant, name string }

func keys(users []user, raw [][]byte) (int, bool) {
	seen := make(map[string]bool)
	sums := map[string]int64{}
	for i, u := range users {
		if seen[u.tenant+":"+u.name] {
			return i, true
		}
		seen[u.tenant+":"+u.name] = true
		sums[string(raw[i])] += int64(i)
	}
	return len(sums), false
}
