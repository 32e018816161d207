package p

import (
	"os"
	"sync"
)

func open(names []string) error {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
	}
	return nil
}

func locked(locks []*sync.Mutex, work func()) {
	for i := 0; i < len(locks); i++ {
		locks[i].Lock()
		defer func() {
			locks[i].Unlock()
		}()
		work()
	}
}

// The rounds that continue have left theirs.
func some(names []string, use func(*os.File) bool) {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		defer file.Close()
		if use(file) {
			continue
		}
		return
	}
}
