#include <nonmun/nonmun.h>
#include <stdio.h>

int main(int argc, char** argv) {
  nonmun_index* index = NULL;
  char* json = NULL;
  char* error = NULL;
  if (argc != 3) return NONMUN_USAGE;
  nonmun_status status = nonmun_open(argv[1], &index, &error);
  if (status == NONMUN_OK) {
    status = nonmun_search(index, argv[2], "{\"limit\": 3}", NULL, &json, &error);
  }
  if (json != NULL) puts(json);
  if (error != NULL) fprintf(stderr, "%s\n", error);
  nonmun_free(json);
  nonmun_free(error);
  nonmun_close(index);
  return status;
}
