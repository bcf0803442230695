"""Where a learner's code runs: it answers in a jail, and what it answers is judged elsewhere.

    with Sandbox() as sandbox, sandbox.answerer(files) as answerer:
        answerer.run_cells(sources)
        with sandbox.judge(answerer) as judge:
            result = judge.check(job)
"""
