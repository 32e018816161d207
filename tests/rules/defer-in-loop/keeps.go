package p

import (
	"os"
	"sync"
)

func own(locks []*sync.Mutex, work func()) {
	for i := range locks {
		func() {
			locks[i].Lock()
			defer locks[i].Unlock()
			work()
		}()
	}
}

func once(lock *sync.Mutex, work func()) {
	lock.Lock()
	defer lock.Unlock()
	for i := 0; i < 3; i++ {
		work()
	}
}

func first(names []string, use func(*os.File)) bool {
	for _, name := range names {
		switch file, err := os.Open(name); {
		case err == nil:
			defer file.Close()
			use(file)
			return true
		}
	}
	return false
}

func init() {
	for _, name := range os.Args {
		if file, err := os.Open(name); err == nil {
			defer file.Close()
		}
	}
}
