/* Every function of nonmun.h that a program with papers of its own calls. */
#include <nonmun/nonmun.h>
#include <stdio.h>
#include <string.h>

static const char paper[] =
    "{\"schema\": 1, \"id\": \"x:boats-1\", \"title\": \"Tiny Boats\", \"listed\": \"2025-05-09\","
    " \"abstract\": \"강화학습으로 작은 배를 조종하는 방법.\"}";

static void count(void* context, const char* event) {
  if (strstr(event, "\"progress\"") != NULL) ++*(int*)context;
}

static int give(nonmun_status status, char** json, char** error) {
  if (*json != NULL) puts(*json);
  fflush(stdout);
  if (*error != NULL) fprintf(stderr, "%s\n", *error);
  nonmun_free(*json);
  nonmun_free(*error);
  *json = *error = NULL;
  return status;
}

int main(int argc, char** argv) {
  char options[4096];
  char* json = NULL;
  char* error = NULL;
  nonmun_writer* writer = NULL;
  nonmun_index* index = NULL;
  nonmun_cancel* cancel = NULL;
  int heard = 0;
  int status = 0;
  if (argc != 3) return NONMUN_USAGE;
  if (nonmun_abi_version() != NONMUN_ABI_VERSION) return NONMUN_INTERNAL;

  snprintf(options, sizeof options, "{\"sources\": [\"%s\"]}", argv[2]);
  status = nonmun_update(argv[1], options, count, &heard, NULL, &json, &error);
  if (give(status, &json, &error) != NONMUN_OK) return status;
  if (heard == 0) return NONMUN_INTERNAL;

  status = nonmun_writer_open(argv[1], "my-papers", NULL, NULL, NULL, &writer, &error);
  if (status == NONMUN_OK) status = nonmun_writer_add(writer, paper, &error);
  if (status == NONMUN_OK) status = nonmun_writer_commit(writer, NULL, &json, &error);
  nonmun_writer_close(writer);
  if (give(status, &json, &error) != NONMUN_OK) return status;

  status = nonmun_open(argv[1], &index, &error);
  if (status == NONMUN_OK) status = nonmun_paper(index, "x:boats-1", NULL, &json, &error);
  if (give(status, &json, &error) != NONMUN_OK) return status;
  status = nonmun_suggest(index, "강화하", 3, &json, &error);
  if (give(status, &json, &error) != NONMUN_OK) return status;
  cancel = nonmun_cancel_new();
  nonmun_cancel_request(cancel);
  status = nonmun_search(index, "모델", NULL, cancel, &json, &error);
  nonmun_cancel_free(cancel);
  nonmun_close(index);
  return give(status, &json, &error) == NONMUN_INTERRUPTED ? NONMUN_OK : NONMUN_INTERNAL;
}
